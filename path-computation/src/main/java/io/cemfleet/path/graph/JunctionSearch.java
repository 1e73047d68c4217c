package io.cemfleet.path.graph;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest path by Dijkstra's algorithm from both ends, from junction to junction. It ends as soon as both heaps
 * together hold no shorter way, so that a target that is near, or cut off, costs what lies around it. Among equally cheap
 * paths {@link EqualPaths} chooses.
 */
final class JunctionSearch {

    private final CostedGraph network;
    private final PathGraph graph;
    private final RouterChains chains;
    private final EdgeCosts costs;
    private final SearchMask mask;
    private final SearchWorkspace work;
    private final ChainWalk walk;
    private long shortest = SearchSide.UNKNOWN;

    JunctionSearch(CostedGraph network, SearchWorkspace work) {
        this.network = network;
        this.graph = network.graph();
        this.chains = graph.chains();
        this.costs = network.costs();
        this.mask = network.mask();
        this.work = work;
        this.walk = new ChainWalk(network);
    }

    Optional<int[]> path(int source, int target) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target)) {
            return Optional.empty();
        }
        begin(source, target, null);
        while (mayBeShorter()) {
            if (work.out.heap.topKey() <= work.in.heap.topKey()) {
                settleOnward();
            } else {
                settleBackward();
            }
        }
        return chosen(source, target);
    }

    /**
     * The same from the source alone (A*).
     *
     * @param rest lower bound on the key of the remaining path from each router, {@link Long#MAX_VALUE} where there is none
     */
    Optional<int[]> path(int source, int target, long[] rest) {
        if (mask.nodeClosed(source) || mask.nodeClosed(target) || rest[source] == Long.MAX_VALUE) {
            return Optional.empty();
        }
        begin(source, target, rest);
        var heap = work.out.heap;
        while (!heap.isEmpty() && heap.topKey() <= shortest) {
            settleOnward();
        }
        return chosen(source, target);
    }

    private void begin(int source, int target, long @Nullable [] rest) {
        work.equals.clear();
        work.out.begin(rest);
        work.in.begin(null);
        if (source == target) {
            shortest = 0;
            return;
        }
        beginAtTarget(source, target);
        if (chains.isJunction(source)) {
            reachOnward(source, 0);
            return;
        }
        for (int edge = graph.first[source]; edge < graph.first[source + 1]; edge++) {
            if (!walk.onward(edge, target)) {
                continue;
            }
            if (walk.end() != target || chains.isJunction(target)) {
                reachOnward(walk.end(), walk.key());
            } else if (walk.key() < shortest) {
                shortest = walk.key();
                work.equals.clear();
            }
        }
    }

    private void beginAtTarget(int source, int target) {
        if (chains.isJunction(target)) {
            reachBackward(target, 0);
            return;
        }
        for (int i = graph.firstIn[target]; i < graph.firstIn[target + 1]; i++) {
            int stop = chains.isJunction(source) ? RouterChains.NONE : source;
            if (walk.backward(graph.in[i], stop)) {
                reachBackward(walk.end(), walk.key());
            }
        }
    }

    /** A router that neither side has settled is as far from both ends as their heaps' tops. */
    private boolean mayBeShorter() {
        var out = work.out.heap;
        var in = work.in.heap;
        return !out.isEmpty() && !in.isEmpty() && out.topKey() + in.topKey() < shortest;
    }

    private void settleOnward() {
        int node = work.out.pop();
        if (node == RouterChains.NONE) {
            return;
        }
        long key = work.out.distance[node];
        var rows = chains.out;
        for (int i = rows.first[node]; i < rows.first[node + 1]; i++) {
            if (!mask.chainClosed(rows.chain[i])) {
                reachOnward(rows.other[i], key + costs.out[i]);
            }
        }
    }

    private void settleBackward() {
        int node = work.in.pop();
        if (node == RouterChains.NONE) {
            return;
        }
        long key = work.in.distance[node];
        var rows = chains.in;
        for (int i = rows.first[node]; i < rows.first[node + 1]; i++) {
            if (!mask.chainClosed(rows.chain[i])) {
                reachBackward(rows.other[i], key + costs.in[i]);
            }
        }
    }

    private void reachOnward(int node, long key) {
        if (key < work.out.distance[node] && !mask.nodeClosed(node) && !work.out.leadsNowhere(node)) {
            work.out.reach(node, key);
            meet(node, key, work.in.distance[node]);
        }
    }

    private void reachBackward(int node, long key) {
        if (key < work.in.distance[node] && !mask.nodeClosed(node)) {
            work.in.reach(node, key);
            meet(node, key, work.out.distance[node]);
        }
    }

    private void meet(int node, long key, long rest) {
        if (rest == SearchSide.UNKNOWN || key + rest > shortest) {
            return;
        }
        if (key + rest < shortest) {
            shortest = key + rest;
            work.equals.clear();
        }
        work.equals.through(node);
    }

    private Optional<int[]> chosen(int source, int target) {
        return shortest == SearchSide.UNKNOWN
                ? Optional.empty()
                : Optional.of(work.equals.first(network, work, source, target, shortest));
    }
}
