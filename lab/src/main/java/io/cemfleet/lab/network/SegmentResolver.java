package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.List;

/** Turns labels into segments, and segments into ways through the network. */
final class SegmentResolver {

    private final Topology topology;
    private final Igp igp;

    SegmentResolver(Igp igp) {
        this.igp = igp;
        this.topology = igp.topology();
    }

    /** The state of a list of labels on a head-end; it must end at the end-point. */
    SegmentListState resolve(String name, int weight, List<Integer> labels, int headEnd, int endPoint) {
        List<Segment> segments = new ArrayList<>();
        String problem = labels.isEmpty() ? "the SID list is empty" : "";
        if (labels.size() > Router.MAXIMUM_SID_DEPTH) {
            problem = "longer than the maximum SID depth of " + Router.MAXIMUM_SID_DEPTH;
        }
        int at = headEnd;
        for (int i = 0; i < labels.size() && problem.isEmpty(); i++) {
            Segment segment = segment(labels.get(i), at);
            if (segment == null) {
                problem = "label " + labels.get(i) + " cannot be resolved at "
                        + topology.router(at).hostname();
            } else if (segment.kind() == Segment.Kind.NODE && !igp.reachable(at, segment.node())) {
                problem = "no way to " + topology.router(segment.node()).hostname();
            } else {
                segments.add(segment);
                at = segment.node();
            }
        }
        if (problem.isEmpty() && at != endPoint) {
            problem = "ends at " + topology.router(at).hostname() + " instead of the end-point";
        }
        if (!problem.isEmpty()) {
            return new SegmentListState(name, weight, problem, List.of(), List.of());
        }
        List<List<Integer>> branches =
                branches(segments, headEnd).stream().map(IntPath::list).toList();
        return new SegmentListState(name, weight, "", segments, branches);
    }

    Segment nodeSegment(int router) {
        Router node = topology.router(router);
        return new Segment(Segment.Kind.NODE, node.nodeSid(), router, -1, node.routerId(), "");
    }

    Segment adjacencySegment(int direction) {
        DirectedLink link = topology.direction(direction);
        return new Segment(
                Segment.Kind.ADJACENCY, link.adjacencySid(), link.to(), direction, link.address(), link.peerAddress());
    }

    /** Appends the way that one flow takes through the segments. */
    void walk(List<Segment> segments, int headEnd, long flow, IntPath path) {
        int at = headEnd;
        for (Segment segment : segments) {
            if (segment.kind() == Segment.Kind.ADJACENCY) {
                path.add(segment.direction());
            } else {
                igp.walk(at, segment.node(), flow, path);
            }
            at = segment.node();
        }
    }

    /** Every way through the segments, at most {@link Igp#BRANCH_CAP}. */
    List<int[]> branches(List<Segment> segments, int headEnd) {
        List<int[]> found = List.of(new int[0]);
        int at = headEnd;
        for (Segment segment : segments) {
            List<int[]> next = segment.kind() == Segment.Kind.ADJACENCY
                    ? List.of(new int[] {segment.direction()})
                    : igp.branches(at, segment.node());
            found = product(found, next);
            at = segment.node();
        }
        return found;
    }

    private static List<int[]> product(List<int[]> heads, List<int[]> tails) {
        List<int[]> all = new ArrayList<>();
        for (int[] head : heads) {
            for (int[] tail : tails) {
                if (all.size() < Igp.BRANCH_CAP) {
                    int[] joined = java.util.Arrays.copyOf(head, head.length + tail.length);
                    System.arraycopy(tail, 0, joined, head.length, tail.length);
                    all.add(joined);
                }
            }
        }
        return all;
    }

    private @org.jspecify.annotations.Nullable Segment segment(int label, int at) {
        if (label >= Router.SRGB_LOWER && label <= Router.SRGB_UPPER) {
            int index = label - Router.SRGB_LOWER - 1;
            return index >= 0 && index < topology.routers().size() ? nodeSegment(index) : null;
        }
        for (int direction : topology.outgoing(at)) {
            if (topology.direction(direction).adjacencySid() == label && igp.up(direction)) {
                return adjacencySegment(direction);
            }
        }
        return null;
    }
}
