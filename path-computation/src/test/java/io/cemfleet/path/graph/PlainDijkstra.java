package io.cemfleet.path.graph;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;
import java.util.Optional;

/** The textbook algorithm: of equally short ways the one whose last router was settled first, then the first edge. */
final class PlainDijkstra {

    private PlainDijkstra() {}

    /** The edges of the cheapest path. */
    static Optional<int[]> path(PathGraph graph, EdgeCosts costs, SearchMask mask, int source, int target) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target)) {
            return Optional.empty();
        }
        var distance = new long[graph.nodeCount()];
        var via = new int[graph.nodeCount()];
        Arrays.fill(distance, -1);
        distance[source] = 0;
        via[source] = -1;
        var heap = new LongHeap();
        heap.push(0, source);
        while (!heap.isEmpty()) {
            long key = heap.topKey();
            int node = heap.pop();
            if (node == target) {
                return Optional.of(trace(graph, via, target));
            }
            for (int edge = graph.first[node]; key == distance[node] && edge < graph.first[node + 1]; edge++) {
                int next = graph.to[edge];
                long longer = key + costs.keys[edge];
                boolean open = !mask.edgeClosed(edge) && !mask.nodeClosed(next);
                if (open && (distance[next] < 0 || longer < distance[next])) {
                    distance[next] = longer;
                    via[next] = edge;
                    heap.push(longer, next);
                }
            }
        }
        return Optional.empty();
    }

    private static int[] trace(PathGraph graph, int[] via, int target) {
        int[] path = {};
        for (int node = target; via[node] >= 0; node = graph.from[via[node]]) {
            path = Arrays.copyOf(path, path.length + 1);
            path[path.length - 1] = via[node];
        }
        for (int i = 0; i < path.length / 2; i++) {
            int kept = path[i];
            path[i] = path[path.length - 1 - i];
            path[path.length - 1 - i] = kept;
        }
        return path;
    }
}
