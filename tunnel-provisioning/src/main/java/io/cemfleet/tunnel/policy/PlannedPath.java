package io.cemfleet.tunnel.policy;

import java.util.List;

/**
 * A way through the network and the labels that force it.
 *
 * @param links undirected ids in the order of travel
 * @param segments in the order of travel
 */
public record PlannedPath(List<String> links, List<Sid> segments) {

    public PlannedPath {
        links = List.copyOf(links);
        segments = List.copyOf(segments);
    }

    /** The labels in the order of travel. */
    public List<Integer> labels() {
        return segments.stream().map(Sid::label).toList();
    }
}
