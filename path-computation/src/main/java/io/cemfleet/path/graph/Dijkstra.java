package io.cemfleet.path.graph;

import java.util.Optional;

/**
 * Dijkstra's algorithm over the arrays, with a binary heap. With a lower bound on the remaining cost from each router
 * (A*), a search goes straight to its target.
 */
final class Dijkstra {

    private static final int NO_EDGE = -1;

    private final PathGraph graph;
    private final long[] keys;
    private final SearchMask mask;
    private final SearchWorkspace work;

    Dijkstra(PathGraph graph, EdgeCosts costs, SearchMask mask, SearchWorkspace work) {
        this.graph = graph;
        this.keys = costs.keys;
        this.mask = mask;
        this.work = work;
    }

    Optional<int[]> path(int source, int target) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target) || cutOff(source, target)) {
            return Optional.empty();
        }
        work.begin();
        work.put(source, 0, NO_EDGE);
        work.heap.push(0, source);
        while (!work.heap.isEmpty()) {
            long key = work.heap.topKey();
            int node = work.heap.pop();
            if (node == target) {
                return Optional.of(trace(target));
            }
            if (key == work.distance[node]) {
                spread(node, key);
            }
        }
        return Optional.empty();
    }

    /** Whether no open edge leads to the target: seen at once, where the search would visit all other routers. */
    private boolean cutOff(int source, int target) {
        for (int i = graph.firstIn[target]; i < graph.firstIn[target + 1]; i++) {
            int edge = graph.in[i];
            if (!mask.edgeClosed(edge) && !mask.nodeClosed(graph.from[edge])) {
                return false;
            }
        }
        return source != target;
    }

    private void spread(int node, long key) {
        for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
            int next = graph.to[edge];
            long longer = key + keys[edge];
            if (longer < work.distance[next] && !mask.edgeClosed(edge) && !mask.nodeClosed(next)) {
                work.put(next, longer, edge);
                work.heap.push(longer, next);
            }
        }
    }

    /**
     * @param rest lower bound on the key of the remaining path from each router, as {@link #towards} returns it under a
     *     mask that closes less
     */
    Optional<int[]> path(int source, int target, long[] rest) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target) || rest[source] == Long.MAX_VALUE) {
            return Optional.empty();
        }
        work.begin();
        work.put(source, 0, NO_EDGE);
        work.heap.push(rest[source], source);
        while (!work.heap.isEmpty()) {
            long key = work.heap.topKey();
            int node = work.heap.pop();
            if (node == target) {
                return Optional.of(trace(target));
            }
            if (key == work.distance[node] + rest[node]) {
                spread(node, work.distance[node], rest);
            }
        }
        return Optional.empty();
    }

    /** Keys of the cheapest path from every router to the target; {@link Long#MAX_VALUE} where there is none. */
    long[] towards(int target) {
        var reached = new long[graph.nodeCount()];
        java.util.Arrays.fill(reached, Long.MAX_VALUE);
        reached[target] = 0;
        work.begin();
        work.heap.push(0, target);
        while (!work.heap.isEmpty()) {
            long key = work.heap.topKey();
            int node = work.heap.pop();
            if (key != reached[node]) {
                continue;
            }
            for (int i = graph.firstIn[node]; i < graph.firstIn[node + 1]; i++) {
                int edge = graph.in[i];
                int before = graph.from[edge];
                long longer = key + keys[edge];
                if (!mask.edgeClosed(edge) && !mask.nodeClosed(before) && longer < reached[before]) {
                    reached[before] = longer;
                    work.heap.push(longer, before);
                }
            }
        }
        return reached;
    }

    private void spread(int node, long key, long[] rest) {
        for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
            int next = graph.to[edge];
            if (mask.edgeClosed(edge) || mask.nodeClosed(next) || rest[next] == Long.MAX_VALUE) {
                continue;
            }
            long longer = key + keys[edge];
            if (longer < work.distance[next]) {
                work.put(next, longer, edge);
                work.heap.push(longer + rest[next], next);
            }
        }
    }

    private int[] trace(int target) {
        int length = 0;
        for (int node = target; work.via[node] != NO_EDGE; node = graph.from[work.via[node]]) {
            length++;
        }
        var path = new int[length];
        for (int node = target; work.via[node] != NO_EDGE; node = graph.from[work.via[node]]) {
            path[--length] = work.via[node];
        }
        return path;
    }
}
