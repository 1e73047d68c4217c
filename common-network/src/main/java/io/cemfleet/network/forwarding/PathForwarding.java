package io.cemfleet.network.forwarding;

import io.cemfleet.network.search.LongHeap;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Arrays;
import java.util.List;

/**
 * How plain forwarding follows one path. A question searches from a router of the path no farther than the forwarding
 * agrees with it, so that it costs what lies around that part and not the whole network. Not safe for threads.
 */
public final class PathForwarding {

    private final ForwardingGraph graph;
    private final int[] links;
    private final long[] distance;
    private final int[] reached;
    private final LongHeap heap = new LongHeap();
    private int reachedCount;

    PathForwarding(ForwardingGraph graph, List<LinkDirection> path) {
        this.graph = graph;
        this.links = path.stream().mapToInt(graph::link).toArray();
        this.distance = new long[graph.nodeCount()];
        this.reached = new int[graph.nodeCount()];
        Arrays.fill(distance, ForwardingGraph.UNREACHABLE);
    }

    /**
     * The farthest router on the path to which the IGP has exactly one path from another one, and it is this path.
     *
     * @param start index of the router from which traffic is sent, 0 for the head-end
     * @return index of the farthest router; {@code start} where the IGP sends nothing over the next direction alone
     */
    public int onlyWayFrom(int start) {
        begin();
        int end = start;
        long length = 0;
        while (end < links.length && links[end] >= 0) {
            if (end == start) {
                put(graph.from[links[end]], 0);
            }
            length += graph.cost[links[end]];
            int router = graph.to[links[end]];
            searchUpTo(length);
            if (distance[router] != length || !onlyOver(links[end], router)) {
                break;
            }
            end++;
        }
        return end;
    }

    private void begin() {
        heap.clear();
        while (reachedCount > 0) {
            distance[reached[--reachedCount]] = ForwardingGraph.UNREACHABLE;
        }
    }

    private void put(int node, long far) {
        if (distance[node] == ForwardingGraph.UNREACHABLE) {
            reached[reachedCount++] = node;
        }
        distance[node] = far;
        heap.push(far, node);
    }

    /** Settles all routers nearer than this, so that what is known at this distance is final. */
    private void searchUpTo(long far) {
        while (!heap.isEmpty() && heap.topKey() < far) {
            long near = heap.topKey();
            int node = heap.pop();
            if (near != distance[node]) {
                continue;
            }
            for (int link : graph.outgoing[node]) {
                long longer = near + graph.cost[link];
                if (longer < distance[graph.to[link]]) {
                    put(graph.to[link], longer);
                }
            }
        }
    }

    private boolean onlyOver(int wanted, int router) {
        for (int link : graph.incoming[router]) {
            long before = distance[graph.from[link]];
            boolean shortest = before != ForwardingGraph.UNREACHABLE && before + graph.cost[link] == distance[router];
            if (shortest && link != wanted) {
                return false;
            }
        }
        return true;
    }
}
