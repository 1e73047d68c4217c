package io.cemfleet.path.constraint;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;

/** One topology version with the present state of its links. */
public record PathNetwork(PathGraph graph, EcmpRoutes routes, EdgeState state) {

    public NetworkTopology topology() {
        return graph.topology();
    }

    /** The same network with reservations of its own. */
    public PathNetwork fork() {
        return new PathNetwork(graph, routes, state.fork());
    }

    /**
     * The same network with reservations of its own, on which only this fraction of each capacity may be used, 0 to 1.
     */
    public PathNetwork heldTo(double threshold) {
        return new PathNetwork(graph, routes, state.heldTo(threshold));
    }
}
