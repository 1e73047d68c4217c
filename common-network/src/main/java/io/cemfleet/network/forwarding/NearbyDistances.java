package io.cemfleet.network.forwarding;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;

/** Distances from one router, as far as they were asked for. Only what the last search wrote is reset for the next one. */
final class NearbyDistances {

    private final ForwardingGraph graph;
    private final long[] distance;
    private final int[] reached;
    private final LongHeap heap = new LongHeap();
    private int reachedCount;

    NearbyDistances(ForwardingGraph graph) {
        this.graph = graph;
        this.distance = new long[graph.nodeCount()];
        this.reached = new int[graph.nodeCount()];
        Arrays.fill(distance, ForwardingGraph.UNREACHABLE);
    }

    /** Forgets the last search. */
    void begin(int origin) {
        heap.clear();
        while (reachedCount > 0) {
            distance[reached[--reachedCount]] = ForwardingGraph.UNREACHABLE;
        }
        put(origin, 0);
    }

    /** Settles all routers nearer than this, so that what is known at this distance is final. */
    void searchUpTo(long far) {
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

    long of(int node) {
        return distance[node];
    }

    /** Whether this link is the only one over which its router is as near as it is. */
    boolean isOnlyOver(int wanted) {
        int router = graph.to[wanted];
        for (int link : graph.incoming[router]) {
            long before = distance[graph.from[link]];
            boolean shortest = before != ForwardingGraph.UNREACHABLE && before + graph.cost[link] == distance[router];
            if (shortest && link != wanted) {
                return false;
            }
        }
        return true;
    }

    private void put(int node, long far) {
        if (distance[node] == ForwardingGraph.UNREACHABLE) {
            reached[reachedCount++] = node;
        }
        distance[node] = far;
        heap.push(far, node);
    }
}
