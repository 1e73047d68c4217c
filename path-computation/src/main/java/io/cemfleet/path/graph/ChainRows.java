package io.cemfleet.path.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** The chains at each junction as a slice of compact arrays, without those that lead nowhere. */
final class ChainRows {

    /** Where the slice of each router begins; the next one's beginning is its end. */
    final int[] first;

    /** The chains, by their first edges. */
    final int[] chain;

    /** The junction at the chain's other end. */
    final int[] other;

    private ChainRows(int[] first, int[] chain, int[] other) {
        this.first = first;
        this.chain = chain;
        this.other = other;
    }

    /**
     * The rows in the order of the edges.
     *
     * @param chainOf of an edge's position; {@link RouterChains#NONE} where no chain is to be in the row
     * @param endOf of a chain; {@link RouterChains#NONE} where it leads nowhere
     */
    static ChainRows of(int[] offsets, IntUnaryOperator chainOf, IntUnaryOperator endOf) {
        int positions = offsets[offsets.length - 1];
        var first = new int[offsets.length];
        var chain = new int[positions];
        var other = new int[positions];
        int count = 0;
        for (int node = 0; node + 1 < offsets.length; node++) {
            first[node] = count;
            for (int position = offsets[node]; position < offsets[node + 1]; position++) {
                int found = chainOf.applyAsInt(position);
                int end = found == RouterChains.NONE ? RouterChains.NONE : endOf.applyAsInt(found);
                if (end != RouterChains.NONE) {
                    chain[count] = found;
                    other[count++] = end;
                }
            }
        }
        first[offsets.length - 1] = count;
        return new ChainRows(first, Arrays.copyOf(chain, count), Arrays.copyOf(other, count));
    }

    /** A sum for each chain, in the order of the rows. */
    long[] sums(RouterChains chains, long[] keys) {
        return Arrays.stream(chain).mapToLong(begin -> chains.sum(begin, keys)).toArray();
    }
}
