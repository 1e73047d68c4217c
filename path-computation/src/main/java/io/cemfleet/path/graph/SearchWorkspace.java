package io.cemfleet.path.graph;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;

/** The scratch arrays of a search. Only what the last search wrote is reset for the next one. */
final class SearchWorkspace {

    static final long UNKNOWN = Long.MAX_VALUE;

    /** Of each router; {@link #UNKNOWN} before it is reached. */
    final long[] distance;

    final int[] via;
    final LongHeap heap = new LongHeap();
    private final int[] reached;
    private int reachedCount;

    SearchWorkspace(int nodes) {
        distance = new long[nodes];
        via = new int[nodes];
        reached = new int[nodes];
        Arrays.fill(distance, UNKNOWN);
    }

    void begin() {
        heap.clear();
        while (reachedCount > 0) {
            distance[reached[--reachedCount]] = UNKNOWN;
        }
    }

    /** Writes a distance that is shorter than the router's present one. */
    void put(int node, long key, int edge) {
        if (distance[node] == UNKNOWN) {
            reached[reachedCount++] = node;
        }
        distance[node] = key;
        via[node] = edge;
    }
}
