package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Set;

/**
 * IGP shortest paths of one snapshot. At each router a flow splits equally over all next-hop links of equal cost,
 * parallel links counted each. Immutable to its callers, safe for threads; the shortest-path trees of each end-point
 * are cached. An IGP metric of 0 counts as 1, so that paths have no loops.
 */
public final class EcmpRoutes {

    /** The largest number of branches that are enumerated. */
    public static final int MAX_BRANCHES = 64;

    private final ForwardingGraph graph;

    private EcmpRoutes(ForwardingGraph graph) {
        this.graph = graph;
    }

    /** Routes over the whole snapshot. */
    public static EcmpRoutes over(NetworkTopology topology) {
        return without(topology, Set.of(), Set.of());
    }

    /** The routes without these links (ids) and routers (slugs). */
    public static EcmpRoutes without(NetworkTopology topology, Set<String> linkIds, Set<String> nodes) {
        return new EcmpRoutes(ForwardingGraph.of(topology, linkIds, nodes));
    }

    /** The snapshot that the routes belong to. */
    public NetworkTopology topology() {
        return graph.topology();
    }

    /** The route of a flow between two routers (slugs). */
    public RouteResult route(String from, String to) {
        return graph.route(from, to);
    }

    /** Cost of the shortest path; -1 when there is none. */
    public long distance(String from, String to) {
        return graph.distance(from, to);
    }

    /** How plain forwarding follows a path of this snapshot's directions, each beginning where the one before ends. */
    public PathForwarding along(List<LinkDirection> path) {
        return new PathForwarding(graph, new IndexedPath(graph, path));
    }

    boolean alive(LinkDirection direction) {
        return graph.has(direction);
    }
}
