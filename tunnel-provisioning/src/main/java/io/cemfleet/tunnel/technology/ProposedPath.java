package io.cemfleet.tunnel.technology;

import io.cemfleet.tunnel.policy.TunnelSegment;
import java.util.List;
import java.util.Set;

/**
 * A path that is to be written.
 *
 * @param headEnd router slug
 * @param endPoint router slug
 * @param segments in the order of travel
 * @param forbidden links that no branch may cross, undirected ids
 */
public record ProposedPath(String headEnd, String endPoint, List<TunnelSegment> segments, Set<String> forbidden) {

    public ProposedPath {
        segments = List.copyOf(segments);
        forbidden = Set.copyOf(forbidden);
    }
}
