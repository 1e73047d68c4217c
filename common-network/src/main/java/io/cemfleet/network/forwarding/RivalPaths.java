package io.cemfleet.network.forwarding;

import java.util.List;

/**
 * Looks for rivals of a part of a path: other paths between its ends that are not longer. It searches from both ends, no
 * farther than halfway, and ends with the first rival, so that it costs what lies around the ends. Only what the last search
 * wrote is reset for the next one. Not safe for threads.
 */
final class RivalPaths implements NearbyDistances.ReachedRouters {

    private static final int NONE = -1;
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final ForwardingGraph graph;
    private final NearbyDistances out;
    private final NearbyDistances toLast;
    private final NearbyDistances toEarlier;
    /** The index of a router on the path, plus 1; 0 for all others. */
    private final int[] places;

    private IndexedPath path;
    private NearbyDistances in;
    private int start;
    private int end;
    /** The nearest router of the path at which a rival is known to join it. */
    private int joint = NOWHERE;

    RivalPaths(ForwardingGraph graph) {
        this.graph = graph;
        out = NearbyDistances.fromRouter(graph);
        toLast = NearbyDistances.toRouter(graph);
        toEarlier = NearbyDistances.toRouter(graph);
        in = toLast;
        places = new int[graph.nodeCount()];
        path = new IndexedPath(graph, List.of());
    }

    /**
     * Index of the farthest router to which the part of the path that begins at {@code from} has no rival.
     *
     * @return {@code from} where even the next link has one, or is not in use
     */
    int farthestWithoutRival(IndexedPath wholePath, int from) {
        path = wholePath;
        start = from;
        end = path.unbrokenFrom(from);
        if (end == from) {
            return from;
        }
        int last = end;
        for (int i = last; i >= from; i--) {
            places[path.router(i)] = i + 1;
        }
        out.begin(path.router(from), unused -> {});
        boolean rivals = hasRival(toLast);
        while (rivals) {
            end = joint - 1;
            rivals = end > from && hasRival(toEarlier);
        }
        for (int i = from; i <= last; i++) {
            places[path.router(i)] = 0;
        }
        return end;
    }

    /** Each part of a path has the same last router at first, so that the distances to that one are kept. */
    private boolean hasRival(NearbyDistances towardsEnd) {
        joint = NOWHERE;
        in = towardsEnd;
        if (in == toLast && in.isOf(path.router(end))) {
            reached(path.router(start));
        } else {
            in.begin(path.router(end), this);
        }
        long length = path.cost(start, end);
        while (joint == NOWHERE && out.radius() + in.radius() < length) {
            (out.radius() <= in.radius() ? out : in).settleNext(this);
        }
        if (joint == NOWHERE) {
            judgePath();
        }
        return joint != NOWHERE;
    }

    /** A router beside the path that both sides know is on a rival, or is too far away. */
    @Override
    public void reached(int router) {
        int place = place(router);
        if (place != NONE) {
            judge(place);
            return;
        }
        long far = out.of(router);
        long rest = in.of(router);
        boolean known = far != ForwardingGraph.UNREACHABLE && rest != ForwardingGraph.UNREACHABLE;
        if (known && far + rest <= path.cost(start, end)) {
            joinsAt(jointAfter(router, far, true));
        }
    }

    /** A router of the path that is nearer to one end than along the path. */
    private void judge(int place) {
        int router = path.router(place);
        long far = path.cost(start, place);
        if (out.of(router) < far) {
            joinsAt(place);
        } else if (in.of(router) < path.cost(place, end)) {
            joinsAt(jointAfter(router, far, false));
        }
    }

    /** A rival that meets both sides on the path alone is at a router that is as near over another link. */
    private void judgePath() {
        for (int i = start + 1; i <= end; i++) {
            judge(i);
            int router = path.router(i);
            if (out.of(router) == path.cost(start, i) && out.linkBeside(router, path.linkBefore(i)) != NONE) {
                joinsAt(i);
            }
        }
        for (int i = start; i < end; i++) {
            int router = path.router(i);
            if (in.of(router) != path.cost(i, end)) {
                continue;
            }
            int beside = in.linkBeside(router, path.linkAfter(i));
            if (beside != NONE) {
                joinsAt(jointOver(beside, path.cost(start, i), true));
            }
        }
    }

    private void joinsAt(int place) {
        joint = Math.min(joint, place);
    }

    /**
     * Where a rival that came to this router first joins the path, no later than the path itself gets there.
     *
     */
    private int jointAfter(int router, long far, boolean beside) {
        int link = in.linkBeside(router, NONE);
        return jointOver(link, far, beside || link != path.linkAfter(place(router)));
    }

    private int jointOver(int firstLink, long far, boolean leaves) {
        int link = firstLink;
        boolean left = leaves;
        long length = far + graph.cost[link];
        while (!joins(graph.to[link], length, left)) {
            int router = graph.to[link];
            int place = place(router);
            link = in.linkBeside(router, NONE);
            left |= place == NONE || link != path.linkAfter(place);
            length += graph.cost[link];
        }
        return place(graph.to[link]);
    }

    private boolean joins(int router, long length, boolean left) {
        int place = place(router);
        return place != NONE && (left ? length <= path.cost(start, place) : length < path.cost(start, place));
    }

    /** Index on the part of the path that is looked at. */
    private int place(int router) {
        int place = places[router] - 1;
        return place >= start && place <= end ? place : NONE;
    }
}
