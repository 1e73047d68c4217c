package io.cemfleet.traffic.whatif;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.traffic.demand.DemandKey;
import java.util.List;
import java.util.Set;

/**
 * An assumed change of network and traffic.
 *
 * @param links ids of links that fail
 * @param nodes slugs of routers that fail, with all their links
 */
public record WhatIfChange(Set<String> links, Set<String> nodes, List<DemandShift> shifts) {

    public WhatIfChange {
        links = Set.copyOf(links);
        nodes = Set.copyOf(nodes);
        shifts = List.copyOf(shifts);
    }

    /**
     * A shift of traffic to another path.
     *
     * @param way in the order of travel; empty: the IGP's shortest paths
     * @param mbps how much of the demand, Mbit/s
     */
    public record DemandShift(DemandKey key, List<LinkDirection> way, double mbps) {}

    boolean fails(LinkDirection direction) {
        return links.contains(direction.linkId()) || nodes.contains(direction.from()) || nodes.contains(direction.to());
    }
}
