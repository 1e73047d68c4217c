package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.List;

/** Resolves labels to segments, and segments to paths through the network. */
final class SegmentResolver {

    private final LabTopology topology;
    private final IgpRouting igp;

    SegmentResolver(IgpRouting igp) {
        this.igp = igp;
        this.topology = igp.topology();
    }

    /** The state of a list of labels on a head-end; it must end at the end-point. */
    SegmentListState resolve(String name, int weight, List<Integer> labels, int headEnd, int endPoint) {
        List<ResolvedSegment> segments = new ArrayList<>();
        String problem = labels.isEmpty() ? "the SID list is empty" : "";
        if (labels.size() > LabRouter.MAXIMUM_SID_DEPTH) {
            problem = "longer than the maximum SID depth of " + LabRouter.MAXIMUM_SID_DEPTH;
        }
        int at = headEnd;
        for (int i = 0; i < labels.size() && problem.isEmpty(); i++) {
            ResolvedSegment segment = segment(labels.get(i), at);
            if (segment == null) {
                problem = "label " + labels.get(i) + " cannot be resolved at "
                        + topology.router(at).hostname();
            } else if (segment.kind() == ResolvedSegment.Kind.NODE && !igp.reachable(at, segment.node())) {
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
        List<List<Integer>> branches = branches(segments, headEnd).stream()
                .map(DirectionIndexList::list)
                .toList();
        return new SegmentListState(name, weight, "", segments, branches);
    }

    ResolvedSegment nodeSegment(int router) {
        LabRouter node = topology.router(router);
        return new ResolvedSegment(ResolvedSegment.Kind.NODE, node.nodeSid(), router, -1, node.routerId(), "");
    }

    ResolvedSegment adjacencySegment(int direction) {
        DirectedLink link = topology.direction(direction);
        return new ResolvedSegment(
                ResolvedSegment.Kind.ADJACENCY,
                link.adjacencySid(),
                link.to(),
                direction,
                link.address(),
                link.peerAddress());
    }

    /** Appends the path that one flow takes through the segments. */
    void walk(List<ResolvedSegment> segments, int headEnd, long flow, DirectionIndexList path) {
        int at = headEnd;
        for (ResolvedSegment segment : segments) {
            if (segment.kind() == ResolvedSegment.Kind.ADJACENCY) {
                path.add(segment.direction());
            } else {
                igp.walk(at, segment.node(), flow, path);
            }
            at = segment.node();
        }
    }

    /** Every branch through the segments, at most {@link IgpRouting#BRANCH_CAP}. */
    List<int[]> branches(List<ResolvedSegment> segments, int headEnd) {
        List<int[]> found = List.of(new int[0]);
        int at = headEnd;
        for (ResolvedSegment segment : segments) {
            List<int[]> next = segment.kind() == ResolvedSegment.Kind.ADJACENCY
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
                if (all.size() < IgpRouting.BRANCH_CAP) {
                    int[] joined = java.util.Arrays.copyOf(head, head.length + tail.length);
                    System.arraycopy(tail, 0, joined, head.length, tail.length);
                    all.add(joined);
                }
            }
        }
        return all;
    }

    private @org.jspecify.annotations.Nullable ResolvedSegment segment(int label, int at) {
        if (label >= LabRouter.SRGB_LOWER && label <= LabRouter.SRGB_UPPER) {
            int index = label - LabRouter.SRGB_LOWER - 1;
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
