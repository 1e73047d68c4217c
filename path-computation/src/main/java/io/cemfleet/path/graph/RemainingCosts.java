package io.cemfleet.path.graph;

import java.util.Arrays;

/** Dijkstra's algorithm from a target to all routers. */
final class RemainingCosts {

    private final PathGraph graph;
    private final EdgeCosts costs;
    private final SearchMask mask;
    private final SearchSide side;

    RemainingCosts(CostedGraph network, SearchSide side) {
        this.graph = network.graph();
        this.costs = network.costs();
        this.mask = network.mask();
        this.side = side;
    }

    /** Keys of the cheapest path from every router to the target; {@link Long#MAX_VALUE} where there is none. */
    long[] towards(int target) {
        side.begin(null);
        side.reach(target, 0);
        while (!side.heap.isEmpty()) {
            int node = side.pop();
            if (node != RouterChains.NONE) {
                spread(node, side.distance[node]);
            }
        }
        return Arrays.copyOf(side.distance, graph.nodeCount());
    }

    private void spread(int node, long key) {
        for (int i = graph.firstIn[node]; i < graph.firstIn[node + 1]; i++) {
            int edge = graph.in[i];
            int before = graph.from[edge];
            long longer = key + costs.keys[edge];
            if (longer < side.distance[before] && !mask.edgeClosed(edge) && !mask.nodeClosed(before)) {
                side.reach(before, longer);
            }
        }
    }
}
