package io.cemfleet.path.graph;

import java.util.Arrays;

/**
 * The largest number of hops between two connected routers: exact by a breadth-first search from each router, or, with
 * more than 2,000 routers, an upper bound: the distance to one router plus the distance from it.
 */
public final class HopDiameter {

    private static final int MOST_EXACT = 2_000;

    private final PathGraph graph;
    private final int[] hops;
    private final int[] queue;

    private HopDiameter(PathGraph graph) {
        this.graph = graph;
        this.hops = new int[graph.nodeCount()];
        this.queue = new int[graph.nodeCount()];
    }

    /** At least 1; at most the number of routers. */
    public static int of(PathGraph graph) {
        return graph.nodeCount() <= MOST_EXACT ? exact(graph) : bound(graph);
    }

    static int exact(PathGraph graph) {
        var search = new HopDiameter(graph);
        int most = 1;
        for (int node = 0; node < graph.nodeCount(); node++) {
            most = Math.max(most, search.farthest(node, true));
        }
        return most;
    }

    /** Over each component in turn, from its first router. */
    static int bound(PathGraph graph) {
        var search = new HopDiameter(graph);
        var seen = new boolean[graph.nodeCount()];
        int most = 1;
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (!seen[node]) {
                int out = search.farthest(node, true);
                search.markReached(seen);
                most = Math.max(most, out + search.farthest(node, false));
                search.markReached(seen);
            }
        }
        return Math.min(most, Math.max(1, graph.nodeCount() - 1));
    }

    private void markReached(boolean[] seen) {
        for (int node = 0; node < hops.length; node++) {
            seen[node] |= hops[node] >= 0;
        }
    }

    private int farthest(int start, boolean outwards) {
        Arrays.fill(hops, -1);
        hops[start] = 0;
        queue[0] = start;
        int last = 0;
        for (int head = 0, tail = 1; head < tail; head++) {
            int node = queue[head];
            last = hops[node];
            int from = outwards ? graph.first[node] : graph.firstIn[node];
            int to = outwards ? graph.first[node + 1] : graph.firstIn[node + 1];
            for (int i = from; i < to; i++) {
                int next = outwards ? graph.to[i] : graph.from[graph.in[i]];
                if (hops[next] < 0) {
                    hops[next] = last + 1;
                    queue[tail++] = next;
                }
            }
        }
        return last;
    }
}
