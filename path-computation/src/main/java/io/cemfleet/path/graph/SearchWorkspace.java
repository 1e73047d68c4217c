package io.cemfleet.path.graph;

/** The scratch arrays of a search. A new generation invalidates all entries without touching the arrays. */
final class SearchWorkspace {

    final long[] distance;
    final int[] via;
    final LongHeap heap = new LongHeap();
    private final int[] written;
    private int generation;

    SearchWorkspace(int nodes) {
        distance = new long[nodes];
        via = new int[nodes];
        written = new int[nodes];
    }

    void begin() {
        heap.clear();
        if (++generation == 0) {
            java.util.Arrays.fill(written, 0);
            generation = 1;
        }
    }

    boolean knows(int node) {
        return written[node] == generation;
    }

    void put(int node, long key, int edge) {
        written[node] = generation;
        distance[node] = key;
        via[node] = edge;
    }
}
