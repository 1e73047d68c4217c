package io.cemfleet.path.graph;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the exact cheapest path under a hop and a delay bound. A router keeps every path to it that no other path beats
 * in cost, hops and delay at once. A path that cannot stay within a bound even with the best remainder is dropped.
 */
final class LabelSearch {

    private static final int MOST_LABELS = 2_000_000;
    private static final int NONE = -1;

    private final PathGraph graph;
    private final EdgeCosts costs;
    private final EdgeCosts delays;
    private final SearchMask mask;
    private final Labels labels = new Labels();
    private final int[] newest;

    LabelSearch(PathGraph graph, EdgeCosts costs, EdgeCosts delays, SearchMask mask) {
        this.graph = graph;
        this.costs = costs;
        this.delays = delays;
        this.mask = mask;
        this.newest = new int[graph.nodeCount()];
        Arrays.fill(newest, NONE);
    }

    /** @param reach what remains to the target under this mask or one that closes less */
    Optional<int[]> path(int source, int target, PathBounds bounds, RemainingPaths reach) {
        if (!reach.within(source, 0, 0, bounds)) {
            return Optional.empty();
        }
        var heap = new LongHeap();
        heap.push(0, labels.add(NONE, NONE, 0, 0));
        while (!heap.isEmpty()) {
            long key = heap.topKey();
            int label = heap.pop();
            int node = labels.edge[label] == NONE ? source : graph.to[labels.edge[label]];
            if (node == target) {
                return Optional.of(labels.trace(label));
            }
            if (!beaten(node, labels.hops[label], labels.delay[label])) {
                labels.next[label] = newest[node];
                newest[node] = label;
                spread(node, label, key, reach, bounds, heap);
            }
        }
        return Optional.empty();
    }

    private void spread(int node, int label, long key, RemainingPaths reach, PathBounds bounds, LongHeap heap) {
        int hops = labels.hops[label] + 1;
        for (int edge = graph.first[node]; edge < graph.first[node + 1]; edge++) {
            int next = graph.to[edge];
            long delay = labels.delay[label] + delays.of(edge);
            if (!mask.edgeClosed(edge)
                    && !mask.nodeClosed(next)
                    && reach.within(next, hops, delay, bounds)
                    && !beaten(next, hops, delay)) {
                if (labels.size == MOST_LABELS) {
                    throw new SearchLimitExceeded(MOST_LABELS);
                }
                heap.push(key + costs.keys[edge], labels.add(label, edge, hops, delay));
            }
        }
    }

    /** The settled labels of a router are not more expensive, since labels leave the heap in the order of cost. */
    private boolean beaten(int node, int hops, long delay) {
        for (int label = newest[node]; label != NONE; label = labels.next[label]) {
            if (labels.hops[label] <= hops && labels.delay[label] <= delay) {
                return true;
            }
        }
        return false;
    }

    private static final class Labels {
        int size;
        int[] parent = new int[256];
        int[] edge = new int[256];
        int[] hops = new int[256];
        int[] next = new int[256];
        long[] delay = new long[256];

        int add(int parentLabel, int viaEdge, int hopCount, long delayMicros) {
            if (size == edge.length) {
                parent = Arrays.copyOf(parent, size * 2);
                edge = Arrays.copyOf(edge, size * 2);
                hops = Arrays.copyOf(hops, size * 2);
                next = Arrays.copyOf(next, size * 2);
                delay = Arrays.copyOf(delay, size * 2);
            }
            parent[size] = parentLabel;
            edge[size] = viaEdge;
            hops[size] = hopCount;
            delay[size] = delayMicros;
            next[size] = NONE;
            return size++;
        }

        int[] trace(int last) {
            var path = new int[hops[last]];
            for (int label = last; edge[label] != NONE; label = parent[label]) {
                path[hops[label] - 1] = edge[label];
            }
            return path;
        }
    }
}
