package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.SegmentId;
import java.util.List;

/**
 * A path through the network and the segments that pin it.
 *
 * @param links undirected ids in the order of travel
 * @param segments in the order of travel
 * @param nodes router slugs in the order of travel, empty where they are not known
 */
public record PlannedPath(List<String> links, List<TunnelSegment> segments, List<String> nodes) {

    public PlannedPath {
        links = List.copyOf(links);
        segments = List.copyOf(segments);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }

    /** The segment identifiers in the order of travel. */
    public List<SegmentId> sids() {
        return segments.stream().map(TunnelSegment::sid).toList();
    }
}
