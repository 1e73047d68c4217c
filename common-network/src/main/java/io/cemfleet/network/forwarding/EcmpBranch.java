package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;

/**
 * One loop-free path that a part of a flow takes.
 *
 * @param links in the order of travel; empty where head-end and end are the same router
 * @param share of the flow, 0 to 1
 */
public record EcmpBranch(List<LinkDirection> links, double share) {

    public EcmpBranch {
        links = List.copyOf(links);
    }

    /** The undirected ids in the order of travel. */
    public List<String> linkIds() {
        return links.stream().map(LinkDirection::linkId).toList();
    }
}
