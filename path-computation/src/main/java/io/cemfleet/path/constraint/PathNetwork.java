package io.cemfleet.path.constraint;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;

/** One topology version with what is known of its links now. */
public record PathNetwork(PathGraph graph, EcmpRoutes routes, EdgeState state) {

    public NetworkTopology topology() {
        return graph.topology();
    }

    /** The same network with reservations of its own. */
    public PathNetwork fork() {
        return new PathNetwork(graph, routes, state.fork());
    }

    /** The same network with reservations of its own, of which only this part of each capacity is room, 0 to 1. */
    public PathNetwork heldTo(double threshold) {
        return new PathNetwork(graph, routes, state.heldTo(threshold));
    }
}
