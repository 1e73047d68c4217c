package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;

/** A path in the numbers of a forwarding graph: router {@code i}, then link {@code i}, then router {@code i + 1}. */
final class IndexedPath {

    private static final int NOT_IN_USE = -1;

    private final int[] links;
    private final int[] routers;
    /** Cost of the path up to each router. */
    private final long[] costs;

    IndexedPath(ForwardingGraph graph, List<LinkDirection> path) {
        links = new int[path.size()];
        routers = new int[path.size() + 1];
        costs = new long[path.size() + 1];
        for (int i = 0; i < links.length; i++) {
            int link = graph.link(path.get(i));
            links[i] = link;
            costs[i + 1] = costs[i];
            if (link != NOT_IN_USE) {
                routers[i] = graph.from[link];
                routers[i + 1] = graph.to[link];
                costs[i + 1] += graph.cost[link];
            }
        }
    }

    int router(int index) {
        return routers[index];
    }

    /** The link that leads to a router of the path. */
    int linkBefore(int index) {
        return links[index - 1];
    }

    int linkAfter(int index) {
        return links[index];
    }

    long cost(int from, int to) {
        return costs[to] - costs[from];
    }

    /** Index of the router after the last link in a row that is in use. */
    int unbrokenFrom(int start) {
        int end = start;
        while (end < links.length && links[end] != NOT_IN_USE) {
            end++;
        }
        return end;
    }
}
