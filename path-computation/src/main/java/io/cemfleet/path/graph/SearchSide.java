package io.cemfleet.path.graph;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The labels of a search from one end. Only what the last search wrote is reset for the next one. */
final class SearchSide {

    static final long UNKNOWN = Long.MAX_VALUE;

    /** Key of the cheapest known path to each router; {@link #UNKNOWN} before it is reached. */
    final long[] distance;

    /** The routers to go on from, by their distance and what at least remains from there. */
    final LongHeap heap = new LongHeap();

    private long @Nullable [] rest;
    private final int[] reached;
    private int reachedCount;

    SearchSide(int nodes) {
        distance = new long[nodes];
        reached = new int[nodes];
        Arrays.fill(distance, UNKNOWN);
    }

    /**
     * Forgets the last search.
     *
     * @param remaining lower bound on the remaining key from each router, {@link #UNKNOWN} where nothing leads on; absent: 0
     */
    void begin(long @Nullable [] remaining) {
        rest = remaining;
        heap.clear();
        while (reachedCount > 0) {
            distance[reached[--reachedCount]] = UNKNOWN;
        }
    }

    /** Writes a distance that is shorter than the router's present one, and goes on from there later. */
    void reach(int node, long key) {
        if (distance[node] == UNKNOWN) {
            reached[reachedCount++] = node;
        }
        distance[node] = key;
        heap.push(key + rest(node), node);
    }

    /** The next router to go on from; {@link RouterChains#NONE} where that was done from a shorter distance. */
    int pop() {
        long key = heap.topKey();
        int node = heap.pop();
        return key == distance[node] + rest(node) ? node : RouterChains.NONE;
    }

    boolean leadsNowhere(int node) {
        return rest(node) == UNKNOWN;
    }

    private long rest(int node) {
        return rest == null ? 0 : rest[node];
    }
}
