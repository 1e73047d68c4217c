package io.cemfleet.path.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What at least remains from each router to one target, by cost, hops and delay. It is computed under one mask when it is first
 * needed, and is a lower bound under every mask that closes more. Not safe for threads.
 */
final class RemainingPaths {

    private static final int UNREACHABLE = -1;

    private final CostedGraph network;
    private final EdgeCosts delays;
    private final int target;
    private long @Nullable [] cost;
    private int @Nullable [] hops;
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
        int least = hops()[node];
        return least != UNREACHABLE && bounds.hold(hopsSoFar + least, delaySoFar + delays.cost(delay()[node]));
    }

    private int[] hops() {
        var known = hops;
        if (known == null) {
            known = hopsToTarget();
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

    /** Breadth-first; {@link #UNREACHABLE} where there is no path. */
    private int[] hopsToTarget() {
        var graph = network.graph();
        var mask = network.mask();
        var found = new int[graph.nodeCount()];
        Arrays.fill(found, UNREACHABLE);
        var queue = new int[graph.nodeCount()];
        found[target] = 0;
        queue[0] = target;
        for (int head = 0, tail = 1; head < tail; head++) {
            int node = queue[head];
            for (int i = graph.firstIn[node]; i < graph.firstIn[node + 1]; i++) {
                int edge = graph.in[i];
                int before = graph.from[edge];
                if (found[before] == UNREACHABLE && !mask.edgeClosed(edge) && !mask.nodeClosed(before)) {
                    found[before] = found[node] + 1;
                    queue[tail++] = before;
                }
            }
        }
        return found;
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
