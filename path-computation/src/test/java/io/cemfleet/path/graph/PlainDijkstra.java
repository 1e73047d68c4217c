package io.cemfleet.path.graph;

import java.util.Arrays;
import java.util.Optional;

/**
 * The textbook algorithm in its plainest form: distances to the target, then from the source along the lowest edge that
 * keeps to them.
 */
final class PlainDijkstra {

    private PlainDijkstra() {}

    /** The edges of the cheapest path; among equals, the first one by the numbers of the edges from the source on. */
    static Optional<int[]> path(PathGraph graph, EdgeCosts costs, SearchMask mask, int source, int target) {
        var distance = distances(graph, costs, mask, target);
        if (mask.nodeClosed(source) || distance[source] < 0) {
            return Optional.empty();
        }
        int[] path = {};
        for (int node = source; node != target; node = graph.to[path[path.length - 1]]) {
            int edge = graph.first[node];
            while (mask.edgeClosed(edge)
                    || distance[graph.to[edge]] < 0
                    || distance[node] != costs.keys[edge] + distance[graph.to[edge]]) {
                edge++;
            }
            path = Arrays.copyOf(path, path.length + 1);
            path[path.length - 1] = edge;
        }
        return Optional.of(path);
    }

    /** -1 where there is no path. */
    private static long[] distances(PathGraph graph, EdgeCosts costs, SearchMask mask, int target) {
        var distance = new long[graph.nodeCount()];
        Arrays.fill(distance, -1);
        var settled = new boolean[graph.nodeCount()];
        if (!mask.nodeClosed(target)) {
            distance[target] = 0;
        }
        for (int node = nearest(distance, settled); node >= 0; node = nearest(distance, settled)) {
            settled[node] = true;
            for (int edge = 0; edge < graph.edgeCount(); edge++) {
                int before = graph.from[edge];
                long longer = distance[node] + costs.keys[edge];
                boolean open = !mask.edgeClosed(edge) && !mask.nodeClosed(before);
                if (graph.to[edge] == node && open && (distance[before] < 0 || longer < distance[before])) {
                    distance[before] = longer;
                }
            }
        }
        return distance;
    }

    private static int nearest(long[] distance, boolean[] settled) {
        int nearest = -1;
        for (int node = 0; node < distance.length; node++) {
            boolean known = !settled[node] && distance[node] >= 0;
            if (known && (nearest < 0 || distance[node] < distance[nearest])) {
                nearest = node;
            }
        }
        return nearest;
    }
}
