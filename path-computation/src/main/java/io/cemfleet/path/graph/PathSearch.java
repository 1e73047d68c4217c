package io.cemfleet.path.graph;

import java.util.Optional;

/**
 * The cheapest path under bounds. Plain Dijkstra answers most queries; where its path breaks a bound, a label search
 * decides exactly.
 */
public final class PathSearch {

    private final PathGraph graph;
    private final EdgeCosts costs;
    private final EdgeCosts delays;

    /**
     * @param costs what is minimised
     * @param delays microseconds, for the delay bound
     */
    public PathSearch(PathGraph graph, EdgeCosts costs, EdgeCosts delays) {
        this.graph = graph;
        this.costs = costs;
        this.delays = delays;
    }

    /**
     * The cheapest path; among equals the one with fewer hops, then the one whose first edge that differs has the lowest
     * number. Where the bounds forbid that path, the first one found that no other beats.
     *
     * @return its edges, empty when there is none
     * @throws SearchLimitExceeded when the search gave up
     */
    public Optional<int[]> cheapest(int source, int target, SearchMask mask, PathBounds bounds) {
        var workspace = graph.borrow();
        try {
            return within(
                    bounds,
                    source,
                    target,
                    mask,
                    new JunctionSearch(new CostedGraph(graph, costs, mask), workspace).path(source, target));
        } finally {
            graph.giveBack(workspace);
        }
    }

    /** @param rest the result of {@link #towards} for the target under a mask that closes no more than this one */
    Optional<int[]> cheapest(int source, int target, SearchMask mask, PathBounds bounds, long[] rest) {
        var workspace = graph.borrow();
        try {
            return within(
                    bounds,
                    source,
                    target,
                    mask,
                    new JunctionSearch(new CostedGraph(graph, costs, mask), workspace).path(source, target, rest));
        } finally {
            graph.giveBack(workspace);
        }
    }

    private Optional<int[]> within(PathBounds bounds, int source, int target, SearchMask mask, Optional<int[]> plain) {
        if (plain.isEmpty() || holds(plain.get(), bounds)) {
            return plain;
        }
        if (costs == delays && !bounds.hold(0, delays.of(plain.get()))) {
            return Optional.empty();
        }
        return new LabelSearch(graph, costs, delays, mask).path(source, target, bounds);
    }

    /** The cheapest paths without loops, best first, computed on demand (Yen). */
    public NextBestPaths nextBest(int source, int target, SearchMask mask, PathBounds bounds) {
        return new NextBestPaths(graph, this, new NextBestPaths.PathQuery(source, target, mask, bounds));
    }

    /**
     * A lower bound on the remaining cost from each router to the target; {@link Long#MAX_VALUE} where there is no
     * path.
     */
    long[] towards(int target, SearchMask mask) {
        var workspace = graph.borrow();
        try {
            return new RemainingCosts(new CostedGraph(graph, costs, mask), workspace.in).towards(target);
        } finally {
            graph.giveBack(workspace);
        }
    }

    EdgeCosts costs() {
        return costs;
    }

    PathBounds rest(PathBounds bounds, int[] root) {
        return bounds.after(root.length, delays.of(root));
    }

    private boolean holds(int[] path, PathBounds bounds) {
        return bounds.hold(path.length, delays.of(path));
    }
}
