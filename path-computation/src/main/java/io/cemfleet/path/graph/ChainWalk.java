package io.cemfleet.path.graph;

/** Walks along one chain, from an edge to the next junction or to the other end of a search. */
final class ChainWalk {

    private final PathGraph graph;
    private final EdgeCosts costs;
    private final SearchMask mask;
    private int end;
    private long key;

    ChainWalk(CostedGraph network) {
        this.graph = network.graph();
        this.costs = network.costs();
        this.mask = network.mask();
    }

    /** Where the last walk ended. */
    int end() {
        return end;
    }

    /** The key of the last walk. */
    long key() {
        return key;
    }

    /** Whether the chain leads to a junction or to {@code stop}. */
    boolean onward(int begin, int stop) {
        key = 0;
        for (int edge = begin; edge >= 0; edge = graph.chains().next(edge)) {
            if (!passes(edge, graph.to[edge])) {
                return false;
            }
            if (end == stop || end == graph.from[begin]) {
                return end == stop;
            }
        }
        return graph.chains().isJunction(end);
    }

    /** Whether a junction leads to this edge over its chain. */
    boolean backward(int begin, int stop) {
        key = 0;
        for (int edge = begin; edge >= 0; edge = graph.chains().previous(edge)) {
            if (!passes(edge, graph.from[edge]) || end == stop || end == graph.to[begin]) {
                return false;
            }
        }
        return graph.chains().isJunction(end);
    }

    private boolean passes(int edge, int node) {
        key += costs.keys[edge];
        end = node;
        return !mask.edgeClosed(edge) && !mask.nodeClosed(node);
    }
}
