package io.cemfleet.path.network;

import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.path.graph.PathGraph;

/** What is built once for a topology version. */
record VersionedNetwork(NetworkTopology topology, PathGraph graph, EcmpRoutes routes) {

    static VersionedNetwork of(NetworkTopology topology) {
        return new VersionedNetwork(topology, PathGraph.of(topology), EcmpRoutes.over(topology));
    }
}
