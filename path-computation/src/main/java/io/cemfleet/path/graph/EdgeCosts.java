package io.cemfleet.path.graph;

import java.util.function.IntToLongFunction;

/**
 * The costs of edges, as keys whose sum orders paths by cost and then by hops: the cost shifted by the bits that count
 * the longest path's hops, plus 1. Costs are whole numbers of at least 1 (metrics, microseconds, hops), so sums are exact
 * and no loop is free.
 */
public final class EdgeCosts {

    private static final int MOST_COST_BITS = 30;
    private static final int KEY_BITS = 62;

    final long[] keys;

    /** The sums over the chains of {@link RouterChains#out}. */
    final long[] out;

    /** The sums over the chains of {@link RouterChains#in}. */
    final long[] in;

    private final int hopBits;

    private EdgeCosts(long[] keys, RouterChains chains, int hopBits) {
        this.keys = keys;
        this.out = chains.out.sums(chains, keys);
        this.in = chains.in.sums(chains, keys);
        this.hopBits = hopBits;
    }

    /** Costs outside 1 to 2^30 are clamped; to 2^28 with 65,536 routers or more, so that no path overflows. */
    public static EdgeCosts of(PathGraph graph, IntToLongFunction costOfEdge) {
        int hopBits = graph.hopBits();
        long highest = 1L << Math.min(MOST_COST_BITS, KEY_BITS - 2 * hopBits);
        var keys = new long[graph.edgeCount()];
        for (int edge = 0; edge < keys.length; edge++) {
            var cost = Math.clamp(costOfEdge.applyAsLong(edge), 1L, highest);
            keys[edge] = (cost << hopBits) + 1;
        }
        return new EdgeCosts(keys, graph.chains(), hopBits);
    }

    /** The cost of one edge. */
    public long of(int edge) {
        return keys[edge] >> hopBits;
    }

    /** The cost of a path. */
    public long of(int[] path) {
        return cost(key(path));
    }

    /** The cost in a sum of keys. */
    long cost(long key) {
        return key >> hopBits;
    }

    /** The hops in a sum of keys. */
    int hops(long key) {
        return (int) (key & (1L << hopBits) - 1);
    }

    long key(int[] path) {
        long key = 0;
        for (int edge : path) {
            key += keys[edge];
        }
        return key;
    }
}
