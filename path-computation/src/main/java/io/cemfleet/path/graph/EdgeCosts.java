package io.cemfleet.path.graph;

import java.util.function.IntToLongFunction;

/**
 * The costs of edges, as keys whose sum orders paths by cost and then by hops: cost × 65,536 + 1. Costs are whole
 * numbers of at least 1 (metrics, microseconds, hops), so sums are exact and no loop is free.
 */
public final class EdgeCosts {

    private static final int HOP_BITS = 16;
    private static final long HIGHEST_COST = 1L << 30;

    final long[] keys;

    private EdgeCosts(long[] keys) {
        this.keys = keys;
    }

    /** Costs outside 1 to 2^30 are clamped. */
    public static EdgeCosts of(PathGraph graph, IntToLongFunction costOfEdge) {
        var keys = new long[graph.edgeCount()];
        for (int edge = 0; edge < keys.length; edge++) {
            var cost = Math.clamp(costOfEdge.applyAsLong(edge), 1L, HIGHEST_COST);
            keys[edge] = (cost << HOP_BITS) + 1;
        }
        return new EdgeCosts(keys);
    }

    /** The cost of one edge. */
    public long of(int edge) {
        return keys[edge] >> HOP_BITS;
    }

    /** The cost of a path. */
    public long of(int[] path) {
        return key(path) >> HOP_BITS;
    }

    long key(int[] path) {
        long key = 0;
        for (int edge : path) {
            key += keys[edge];
        }
        return key;
    }
}
