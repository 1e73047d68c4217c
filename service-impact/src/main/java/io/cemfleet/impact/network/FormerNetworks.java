package io.cemfleet.impact.network;

import io.cemfleet.cnc.topology.Link;
import io.cemfleet.impact.ImpactSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Links that left the topology, each with the network in which it was last seen: a cut link is crossed by no flow any more,
 * and yet it is known whose traffic it carried. In memory; a link that is back is forgotten, as is one that is gone for long.
 */
@Component
class FormerNetworks {

    /** Networks that are kept at most: each is a topology with its policies. */
    private static final int MOST = 50;

    private final Map<String, Former> byLink = new HashMap<>();
    private final Duration kept;
    private final Clock clock;
    private @Nullable NetworkState newest;

    private record Former(NetworkState network, Instant at) {}

    FormerNetworks(ImpactSettings settings, Clock clock) {
        this.kept = settings.reading().goneLinks();
        this.clock = clock;
    }

    /** The network as it was read now, with those before it in which links are that it lacks. */
    synchronized NetworkState see(NetworkState state) {
        var before = newest;
        newest = new NetworkState(state.routes(), List.of(), state.policies(), state.oldest());
        if (before != null
                && !before.topology().version().equals(state.topology().version())) {
            compare(before, state);
        }
        return state.with(
                byLink.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                        .network())));
    }

    private void compare(NetworkState before, NetworkState now) {
        var at = clock.instant();
        before.topology().links().stream()
                .map(Link::id)
                .filter(id -> now.topology().link(id).isEmpty())
                .forEach(id -> byLink.put(id, new Former(before, at)));
        byLink.entrySet()
                .removeIf(entry -> now.topology().link(entry.getKey()).isPresent()
                        || entry.getValue().at().isBefore(at.minus(kept)));
        forgetOldest();
    }

    private void forgetOldest() {
        Set<Instant> moments =
                byLink.values().stream().map(Former::at).sorted().collect(Collectors.toCollection(LinkedHashSet::new));
        moments.stream().limit(Math.max(0, moments.size() - MOST)).forEach(oldest -> byLink.values()
                .removeIf(former -> former.at().equals(oldest)));
    }
}
