package io.cemfleet.tunnel.southbound;

import java.util.List;
import java.util.Set;

/**
 * Where segments lead.
 *
 * @param branch undirected link ids of one branch, in the order of travel
 * @param links of all equal-cost branches
 */
public record SegmentListRoute(List<String> branch, Set<String> links) {

    /** Whether all traffic takes the one branch: no router on it has a choice. */
    public boolean single() {
        return Set.copyOf(branch).equals(links);
    }
}
