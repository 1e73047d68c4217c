package io.cemfleet.correlator.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cemfleet.correlator.alert.OwnLoad;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A link with alarms that are attributed to the fleet's own tunnels.
 *
 * @param alarms the active ones, by identity
 * @param told the tunnels that were reported to the orchestrator last, empty before
 */
record FullLink(Map<String, OwnLoad> alarms, List<String> told) {

    static final FullLink NONE = new FullLink(Map.of(), List.of());

    FullLink with(String identity, OwnLoad load) {
        Map<String, OwnLoad> now = new TreeMap<>(alarms);
        now.put(identity, load);
        return new FullLink(now, told);
    }

    FullLink without(String identity) {
        Map<String, OwnLoad> now = new TreeMap<>(alarms);
        now.remove(identity);
        return new FullLink(now, told);
    }

    FullLink told(List<String> tunnels) {
        return new FullLink(alarms, tunnels);
    }

    /** All tunnels that fill it, sorted. */
    @JsonIgnore
    List<String> tunnels() {
        TreeSet<String> all = new TreeSet<>();
        alarms.values().stream().filter(OwnLoad::full).forEach(load -> all.addAll(load.tunnelIds()));
        return List.copyOf(all);
    }

    /** Of its fuller direction; absent where none is measured. */
    @JsonIgnore
    @Nullable
    Double utilisation() {
        return alarms.values().stream()
                .map(OwnLoad::utilisation)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }
}
