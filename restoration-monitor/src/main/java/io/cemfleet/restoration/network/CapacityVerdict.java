package io.cemfleet.restoration.network;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which returning traffic the links can carry now. */
public sealed interface CapacityVerdict {

    /**
     * @param part the tunnels whose traffic may return, step by step
     * @param moves percent that each of these tunnels may carry next; none where nothing can move now
     * @param deferred the tunnels whose traffic cannot return yet
     * @param full the directions that keep them from returning
     */
    record Known(Set<String> part, Map<String, Integer> moves, Set<String> deferred, Set<LinkDirection> full)
            implements CapacityVerdict {

        /** The links without capacity, sorted. */
        public List<String> links() {
            return full.stream().map(LinkDirection::linkId).distinct().sorted().toList();
        }
    }

    /** The capacity is not known, so nothing returns. */
    record Unknown(String reason) implements CapacityVerdict {}
}
