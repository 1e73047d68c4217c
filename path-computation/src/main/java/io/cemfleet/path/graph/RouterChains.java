package io.cemfleet.path.graph;

import java.util.Arrays;

/**
 * The chains of a network: most routers of a carrier have two neighbours and leave a path no choice. A search therefore
 * goes from one junction to the next, and only its ends may lie within a chain. A chain is known by its first edge.
 */
final class RouterChains {

    static final int NONE = -1;

    private static final int SEVERAL = -2;

    /** The chains that lead from each junction to another one. */
    final ChainRows out;

    /** The chains that lead to each junction from another one. */
    final ChainRows in;

    /** Of each edge: the first edge of its chain; {@link #NONE} where that does not begin at a junction. */
    final int[] first;

    private final int[] next;
    private final int[] previous;
    private final boolean[] junction;
    private final PathGraph graph;

    RouterChains(PathGraph graph) {
        this.graph = graph;
        next = new int[graph.edgeCount()];
        previous = new int[graph.edgeCount()];
        junction = new boolean[graph.nodeCount()];
        for (int edge = 0; edge < next.length; edge++) {
            next[edge] = onward(edge);
            previous[edge] = backward(edge);
            junction[graph.to[edge]] |= next[edge] == SEVERAL;
            junction[graph.from[edge]] |= previous[edge] == SEVERAL;
        }
        first = new int[next.length];
        Arrays.fill(first, NONE);
        for (int edge = 0; edge < next.length; edge++) {
            if (junction[graph.from[edge]]) {
                mark(edge);
            }
        }
        out = ChainRows.of(graph.first, edge -> first[edge] == edge ? edge : NONE, this::junctionAfter);
        in = ChainRows.of(graph.firstIn, i -> first[graph.in[i]], chain -> graph.from[chain]);
    }

    boolean isJunction(int node) {
        return junction[node];
    }

    /** The edge after this one in its chain; below 0 at its end. */
    int next(int edge) {
        return junction[graph.to[edge]] ? NONE : next[edge];
    }

    /** The edge before this one in its chain; below 0 at its beginning. */
    int previous(int edge) {
        return junction[graph.from[edge]] ? NONE : previous[edge];
    }

    private void mark(int begin) {
        for (int edge = begin; edge >= 0; edge = next(edge)) {
            first[edge] = begin;
        }
    }

    private int junctionAfter(int begin) {
        int last = begin;
        for (int edge = begin; edge >= 0; edge = next(edge)) {
            last = edge;
        }
        return junction[graph.to[last]] ? graph.to[last] : NONE;
    }

    /** The sum over a chain. */
    long sum(int begin, long[] keys) {
        long sum = 0;
        for (int edge = begin; edge >= 0; edge = next(edge)) {
            sum += keys[edge];
        }
        return sum;
    }

    private int onward(int edge) {
        int found = NONE;
        int node = graph.to[edge];
        for (int i = graph.first[node]; i < graph.first[node + 1]; i++) {
            if (graph.to[i] != graph.from[edge]) {
                found = found == NONE ? i : SEVERAL;
            }
        }
        return found;
    }

    private int backward(int edge) {
        int found = NONE;
        int node = graph.from[edge];
        for (int i = graph.firstIn[node]; i < graph.firstIn[node + 1]; i++) {
            if (graph.from[graph.in[i]] != graph.to[edge]) {
                found = found == NONE ? graph.in[i] : SEVERAL;
            }
        }
        return found;
    }
}
