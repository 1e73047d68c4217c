package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;

/**
 * How plain forwarding follows one path. A question searches from a router of the path no farther than the forwarding
 * agrees with it, so that it costs what lies around that part and not the whole network. Not safe for threads; closing it
 * keeps its scratch arrays for the next path.
 */
public final class PathForwarding implements AutoCloseable {

    private final ForwardingGraph graph;
    private final int[] links;
    private final NearbyDistances nearby;

    PathForwarding(ForwardingGraph graph, List<LinkDirection> path, NearbyDistances nearby) {
        this.graph = graph;
        this.links = path.stream().mapToInt(graph::link).toArray();
        this.nearby = nearby;
    }

    /**
     * The farthest router on the path to which the IGP has exactly one path from another one, and it is this path.
     *
     * @param start index of the router from which traffic is sent, 0 for the head-end
     * @return index of the farthest router; {@code start} where the IGP sends nothing over the next direction alone
     */
    public int onlyWayFrom(int start) {
        if (start >= links.length || links[start] < 0) {
            return start;
        }
        nearby.begin(graph.from[links[start]]);
        int end = start;
        long length = 0;
        while (end < links.length && links[end] >= 0) {
            length += graph.cost[links[end]];
            int router = graph.to[links[end]];
            nearby.searchUpTo(length);
            if (nearby.of(router) != length || !nearby.isOnlyOver(links[end])) {
                break;
            }
            end++;
        }
        return end;
    }

    @Override
    public void close() {
        graph.giveBack(nearby);
    }
}
