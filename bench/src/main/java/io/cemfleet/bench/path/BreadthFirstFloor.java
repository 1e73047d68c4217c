package io.cemfleet.bench.path;

import io.cemfleet.path.graph.PathGraph;
import java.util.Arrays;

/** The floor of a search: breadth-first over the same arrays, without a heap and without costs, up to the target. */
final class BreadthFirstFloor {
    private final int[] first;
    private final int[] to;
    private final int[] hops;
    private final int[] queue;

    BreadthFirstFloor(PathGraph graph) {
        first = new int[graph.nodeCount() + 1];
        to = new int[graph.edgeCount()];
        hops = new int[graph.nodeCount()];
        queue = new int[graph.nodeCount()];
        for (int edge = 0; edge < to.length; edge++) {
            to[edge] = graph.to(edge);
            first[graph.from(edge) + 1]++;
        }
        for (int node = 0; node < hops.length; node++) {
            first[node + 1] += first[node];
        }
    }

    /** Hops between two routers; -1 where there is no path. */
    int hops(int source, int target) {
        Arrays.fill(hops, -1);
        hops[source] = 0;
        queue[0] = source;
        for (int head = 0, tail = 1; head < tail; head++) {
            int node = queue[head];
            if (node == target) {
                return hops[node];
            }
            for (int edge = first[node]; edge < first[node + 1]; edge++) {
                int next = to[edge];
                if (hops[next] < 0) {
                    hops[next] = hops[node] + 1;
                    queue[tail++] = next;
                }
            }
        }
        return -1;
    }
}
