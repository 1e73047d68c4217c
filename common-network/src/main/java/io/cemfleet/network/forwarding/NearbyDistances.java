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

    private final LinkRows onward;
    private final LinkRows back;
    private final long[] distance;
    private final int[] reached;
    private final LongHeap heap = new LongHeap();
    private int reachedCount;

    private NearbyDistances(int routers, LinkRows onward, LinkRows back) {
        this.onward = onward;
        this.back = back;
        this.distance = new long[routers];
        this.reached = new int[routers];
        Arrays.fill(distance, ForwardingGraph.UNREACHABLE);
    }

    static NearbyDistances fromRouter(ForwardingGraph graph) {
        return new NearbyDistances(graph.nodeCount(), graph.out, graph.in);
    }

    static NearbyDistances toRouter(ForwardingGraph graph) {
        return new NearbyDistances(graph.nodeCount(), graph.in, graph.out);
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
        for (int i = onward.first[node]; i < onward.first[node + 1]; i++) {
            spread(node, i, near, seen);
        }
    }

    /** Over a link and on through routers that leave no choice, so that only a router with several ways is put into the heap. */
    private void spread(int origin, int first, long near, ReachedRouters seen) {
        int before = origin;
        int row = first;
        long far = near + onward.cost[row];
        while (far < distance[onward.other[row]]) {
            int router = onward.other[row];
            label(router, far, seen);
            row = onlyRowFrom(router, before);
            if (row == SEVERAL) {
                heap.push(far, router);
            }
            if (row < 0) {
                return;
            }
            before = router;
            far += onward.cost[row];
        }
    }

    private int onlyRowFrom(int router, int behind) {
        int begin = onward.first[router];
        int end = onward.first[router + 1];
        if (end - begin > 2) {
            return SEVERAL;
        }
        int found = NONE;
        for (int i = begin; i < end; i++) {
            if (onward.other[i] != behind) {
                found = found == NONE ? i : SEVERAL;
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
        for (int i = back.first[router]; i < back.first[router + 1]; i++) {
            long rest = distance[back.other[i]];
            if (rest != ForwardingGraph.UNREACHABLE
                    && rest + back.cost[i] == distance[router]
                    && back.link[i] != unwanted) {
                return back.link[i];
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
