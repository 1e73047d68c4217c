package io.cemfleet.path.graph;

import org.jspecify.annotations.Nullable;

/**
 * What at least remains from each router to one target, by cost, hops and delay. It is computed under one mask when it is first
 * needed, and is a lower bound under every mask that closes more. Not safe for threads.
 */
final class RemainingPaths {

    private final CostedGraph network;
    private final EdgeCosts delays;
    private final int target;
    private long @Nullable [] cost;
    private long @Nullable [] hops;
    private long @Nullable [] delay;

    RemainingPaths(CostedGraph network, EdgeCosts delays, int target) {
        this.network = network;
        this.delays = delays;
        this.target = target;
    }

    /** Keys of the costs; {@link Long#MAX_VALUE} where there is no path. */
    long[] cost() {
        var known = cost;
        if (known == null) {
            known = towardsTarget(network.costs());
            cost = known;
        }
        return known;
    }

    /** Whether a path that came this far may still keep the bounds. */
    boolean within(int node, int hopsSoFar, long delaySoFar, PathBounds bounds) {
        long least = hops()[node];
        return least != Long.MAX_VALUE
                && bounds.hold(
                        hopsSoFar + (int) network.graph().hops().cost(least), delaySoFar + delays.cost(delay()[node]));
    }

    private long[] hops() {
        var known = hops;
        if (known == null) {
            known = towardsTarget(network.graph().hops());
            hops = known;
        }
        return known;
    }

    private long[] delay() {
        var known = delay;
        if (known == null) {
            known = delays == network.costs() ? cost() : towardsTarget(delays);
            delay = known;
        }
        return known;
    }

    private long[] towardsTarget(EdgeCosts costs) {
        var graph = network.graph();
        var workspace = graph.borrow();
        try {
            return new RemainingCosts(new CostedGraph(graph, costs, network.mask()), workspace.in).towards(target);
        } finally {
            graph.giveBack(workspace);
        }
    }
}
