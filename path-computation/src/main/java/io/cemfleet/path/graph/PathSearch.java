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
        return cheapest(source, target, mask, bounds, remaining(target, mask));
    }

    /** @param remaining to this target under this mask or one that closes less, for where the bounds forbid the path */
    Optional<int[]> cheapest(int source, int target, SearchMask mask, PathBounds bounds, RemainingPaths remaining) {
        var network = new CostedGraph(graph, costs, mask);
        var workspace = graph.borrow();
        try {
            var plain = new JunctionSearch(network, workspace).path(source, target);
            return within(bounds, source, target, mask, plain, remaining);
        } finally {
            graph.giveBack(workspace);
        }
    }

    /** The same; the remaining costs are used from the beginning, and so have to be worth computing. */
    Optional<int[]> cheapestTowards(
            int source, int target, SearchMask mask, PathBounds bounds, RemainingPaths remaining) {
        var network = new CostedGraph(graph, costs, mask);
        var workspace = graph.borrow();
        try {
            var plain = new JunctionSearch(network, workspace).path(source, target, remaining.cost());
            return within(bounds, source, target, mask, plain, remaining);
        } finally {
            graph.giveBack(workspace);
        }
    }

    private Optional<int[]> within(
            PathBounds bounds,
            int source,
            int target,
            SearchMask mask,
            Optional<int[]> plain,
            RemainingPaths remaining) {
        if (plain.isEmpty() || holds(plain.get(), bounds)) {
            return plain;
        }
        if (costs == delays && !bounds.hold(0, delays.of(plain.get()))) {
            return Optional.empty();
        }
        return new LabelSearch(graph, costs, delays, mask).path(source, target, bounds, remaining);
    }

    /** What remains to a target under this mask. */
    RemainingPaths remaining(int target, SearchMask mask) {
        return new RemainingPaths(new CostedGraph(graph, costs, mask), delays, target);
    }

    /** The cheapest paths without loops, best first, computed on demand (Yen). */
    public NextBestPaths nextBest(int source, int target, SearchMask mask, PathBounds bounds) {
        return new NextBestPaths(graph, this, new NextBestPaths.PathQuery(source, target, mask, bounds));
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
