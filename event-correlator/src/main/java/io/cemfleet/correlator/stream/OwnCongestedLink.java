package io.cemfleet.correlator.stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A link with alarms that are attributed to the fleet's own tunnels.
 *
 * @param alarms the active ones, by identity, at most {@link #MOST_ALARMS}; a further one adds nothing
 * @param reported the tunnels that were reported to the orchestrator last, empty before
 */
record OwnCongestedLink(Map<String, OwnTunnelLoad> alarms, @JsonProperty("told") List<String> reported) {

    static final int MOST_ALARMS = 100;
    static final OwnCongestedLink NONE = new OwnCongestedLink(Map.of(), List.of());

    OwnCongestedLink with(String identity, OwnTunnelLoad load) {
        if (alarms.size() >= MOST_ALARMS && !alarms.containsKey(identity)) {
            return this;
        }
        Map<String, OwnTunnelLoad> now = new TreeMap<>(alarms);
        now.put(identity, load);
        return new OwnCongestedLink(now, reported);
    }

    OwnCongestedLink without(String identity) {
        Map<String, OwnTunnelLoad> now = new TreeMap<>(alarms);
        now.remove(identity);
        return new OwnCongestedLink(now, reported);
    }

    OwnCongestedLink withReported(List<String> tunnels) {
        return new OwnCongestedLink(alarms, tunnels);
    }

    /** All tunnels that fill it, sorted. */
    @JsonIgnore
    List<String> tunnels() {
        TreeSet<String> all = new TreeSet<>();
        alarms.values().stream().filter(OwnTunnelLoad::full).forEach(load -> all.addAll(load.tunnelIds()));
        return List.copyOf(all);
    }

    /** Of its fuller direction; absent where none is measured. */
    @JsonIgnore
    @Nullable
    Double utilisation() {
        return alarms.values().stream()
                .map(OwnTunnelLoad::utilisation)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }
}
