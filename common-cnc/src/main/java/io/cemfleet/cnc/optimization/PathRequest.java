package io.cemfleet.cnc.optimization;

import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The path that a caller requests from the optimisation engine. */
public sealed interface PathRequest {

    /** Exactly these hops. */
    record Explicit(List<ExplicitHop> hops) implements PathRequest {
        public Explicit {
            hops = List.copyOf(hops);
        }
    }

    /** The engine's own computation; affinities are bit masks, absent means no constraint. */
    record Dynamic(
            Objective objective,
            boolean protectedSids,
            @Nullable Long includeAny,
            @Nullable Long includeAll,
            @Nullable Long excludeAny)
            implements PathRequest {}

    /** The metric that the engine minimises. */
    enum Objective {
        IGP_METRIC,
        TE_METRIC,
        DELAY,
        HOP_COUNT;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** An explicit path over segments; empty when a router or link has no SID or no address. */
    static Optional<PathRequest> over(NetworkTopology topology, List<Segment> segments) {
        return ExplicitHop.over(topology, segments).map(Explicit::new);
    }
}
