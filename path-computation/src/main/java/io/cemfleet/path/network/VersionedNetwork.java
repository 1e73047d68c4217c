package io.cemfleet.path.network;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.graph.HopDiameter;
import io.cemfleet.path.graph.PathGraph;

/**
 * What is built once for a topology version.
 *
 * @param diameter hops, of the largest distance between two routers that reach each other, or a bound above it
 */
record VersionedNetwork(NetworkTopology topology, PathGraph graph, EcmpRoutes routes, int diameter) {

    static VersionedNetwork of(NetworkTopology topology) {
        var graph = PathGraph.of(topology);
        return new VersionedNetwork(topology, graph, EcmpRoutes.over(topology), HopDiameter.of(graph));
    }
}
