package io.cemfleet.restoration.network;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which returning traffic the links can take. */
public sealed interface CapacityVerdict {

    /**
     * @param part the tunnels whose traffic may return, one step after the other
     * @param moves percent that each of these tunnels may carry next; none where nothing can move now
     * @param deferred the tunnels whose traffic cannot return yet
     * @param full the directions that stand in their way
     */
    record Known(Set<String> part, Map<String, Integer> moves, Set<String> deferred, Set<LinkDirection> full)
            implements CapacityVerdict {

        /** The links without room, sorted. */
        public List<String> links() {
            return full.stream().map(LinkDirection::linkId).distinct().sorted().toList();
        }
    }

    /** Not known is not enough. */
    record Unknown(String reason) implements CapacityVerdict {}
}
