package io.cemfleet.network.forwarding;

import io.cemfleet.network.search.LongHeap;
import java.util.Arrays;

/**
 * Distances from one router, or to one, as far as they were asked for. Only what the last search wrote is reset for the
 * next one.
 */
final class NearbyDistances {

    static final int NONE = -1;

    private static final int SEVERAL = -2;

    /** More than any path is long, and two of them can be added. */
    private static final long EVERYTHING = Long.MAX_VALUE / 4;

    /** Looks at each router whose distance became known, or became shorter. */
    interface ReachedRouters {
        void reached(int router);
    }

    private final int[][] onward;
    private final int[] next;
    private final int[][] back;
    private final int[] before;
    private final long[] cost;
    private final long[] distance;
    private final int[] reached;
    private final LongHeap heap = new LongHeap();
    private int reachedCount;

    private NearbyDistances(int[][] onward, int[] next, int[][] back, int[] before, long[] cost) {
        this.onward = onward;
        this.next = next;
        this.back = back;
        this.before = before;
        this.cost = cost;
        this.distance = new long[onward.length];
        this.reached = new int[onward.length];
        Arrays.fill(distance, ForwardingGraph.UNREACHABLE);
    }

    static NearbyDistances fromRouter(ForwardingGraph graph) {
        return new NearbyDistances(graph.outgoing, graph.to, graph.incoming, graph.from, graph.cost);
    }

    static NearbyDistances toRouter(ForwardingGraph graph) {
        return new NearbyDistances(graph.incoming, graph.from, graph.outgoing, graph.to, graph.cost);
    }

    /** Forgets the last search. */
    void begin(int origin, ReachedRouters seen) {
        heap.clear();
        while (reachedCount > 0) {
            distance[reached[--reachedCount]] = ForwardingGraph.UNREACHABLE;
        }
        label(origin, 0, seen);
        heap.push(0, origin);
    }

    boolean isOf(int origin) {
        return distance[origin] == 0;
    }

    /** Distances up to this one are final. */
    long radius() {
        return heap.isEmpty() ? EVERYTHING : heap.topKey();
    }

    /** Goes on from the nearest router from which that was not done yet; there is one as long as the radius grows. */
    void settleNext(ReachedRouters seen) {
        long near = heap.topKey();
        int node = heap.pop();
        if (near != distance[node]) {
            return;
        }
        for (int link : onward[node]) {
            spread(link, near + cost[link], seen);
        }
    }

    /** Over a link and on through routers that leave no choice, so that only a router with several ways is put into the heap. */
    private void spread(int first, long length, ReachedRouters seen) {
        int link = first;
        long far = length;
        while (link >= 0 && far < distance[next[link]]) {
            int router = next[link];
            label(router, far, seen);
            link = onlyLinkFrom(router, before[link]);
            if (link == SEVERAL) {
                heap.push(far, router);
            } else if (link != NONE) {
                far += cost[link];
            }
        }
    }

    private int onlyLinkFrom(int router, int behind) {
        int[] links = onward[router];
        if (links.length > 2) {
            return SEVERAL;
        }
        int found = NONE;
        for (int link : links) {
            if (next[link] != behind) {
                found = found == NONE ? link : SEVERAL;
            }
        }
        return found;
    }

    /** {@link ForwardingGraph#UNREACHABLE} where it is not known. */
    long of(int router) {
        return distance[router];
    }

    /** Another link over which a router, whose distance is known, is as near as it is; {@link #NONE} where there is none. */
    int linkBeside(int router, int unwanted) {
        for (int link : back[router]) {
            long rest = distance[before[link]];
            if (link != unwanted && rest != ForwardingGraph.UNREACHABLE && rest + cost[link] == distance[router]) {
                return link;
            }
        }
        return NONE;
    }

    private void label(int node, long far, ReachedRouters seen) {
        if (distance[node] == ForwardingGraph.UNREACHABLE) {
            reached[reachedCount++] = node;
        }
        distance[node] = far;
        seen.reached(node);
    }
}
