package io.cemfleet.path.graph;

import java.util.Arrays;

/**
 * The chains of a network: most routers of a carrier have two neighbours and leave a path no choice. A search therefore
 * goes from one junction to the next, and only its ends may lie within a chain. A chain is known by its first edge.
 */
final class RouterChains {

    static final int NONE = -1;

    private static final int SEVERAL = -2;

    /** Of each edge that leaves a junction: the junction at the end of its chain, or {@link #NONE}. */
    final int[] end;

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
        end = new int[next.length];
        Arrays.fill(first, NONE);
        Arrays.fill(end, NONE);
        for (int edge = 0; edge < next.length; edge++) {
            if (junction[graph.from[edge]]) {
                mark(edge);
            }
        }
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

    /** The sums over the chains that begin at junctions, by their first edges. */
    long[] sums(long[] keys) {
        var sums = new long[keys.length];
        for (int edge = 0; edge < keys.length; edge++) {
            if (first[edge] != NONE) {
                sums[first[edge]] += keys[edge];
            }
        }
        return sums;
    }

    private void mark(int begin) {
        int last = begin;
        for (int edge = begin; edge >= 0; edge = next(edge)) {
            first[edge] = begin;
            last = edge;
        }
        end[begin] = junction[graph.to[last]] ? graph.to[last] : NONE;
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
