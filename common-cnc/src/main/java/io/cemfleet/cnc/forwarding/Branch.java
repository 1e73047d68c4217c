package io.cemfleet.cnc.forwarding;

import io.cemfleet.cnc.topology.LinkDirection;
import java.util.List;

/**
 * One loop-free way that a part of a flow takes.
 *
 * @param links in the order of travel; empty where head-end and end are the same router
 * @param share of the flow, 0 to 1
 */
public record Branch(List<LinkDirection> links, double share) {

    public Branch {
        links = List.copyOf(links);
    }

    /** The undirected ids in the order of travel. */
    public List<String> linkIds() {
        return links.stream().map(LinkDirection::linkId).toList();
    }
}
