package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.path.segment.SegmentListTracer;
import java.util.ArrayList;
import java.util.List;

/** Validates an earlier path against the present network. */
public final class PathValidation {

    private final PathFinder finder;
    private final PathNetwork network;
    private final List<String> violations = new ArrayList<>();

    public PathValidation(PathFinder finder) {
        this.finder = finder;
        this.network = finder.network();
    }

    /** Constraints that no longer hold, each as {@code constraint: what}; empty when all hold. */
    public List<String> violations(ComputedPath path, PathConstraints constraints) {
        violations.clear();
        var edges = edges(path, constraints);
        if (violations.isEmpty()) {
            checkEdges(edges, constraints);
            checkLimits(edges, constraints.limits());
            checkSegments(path, constraints);
        }
        return List.copyOf(violations);
    }

    private int[] edges(ComputedPath path, PathConstraints constraints) {
        var edges = new int[path.links().size()];
        if (path.nodes().size() != path.links().size() + 1) {
            violations.add("path: %d nodes do not fit %d links"
                    .formatted(path.nodes().size(), path.links().size()));
            return edges;
        }
        if (!path.nodes().getFirst().equals(constraints.ends().source())
                || !path.nodes().getLast().equals(constraints.ends().target())) {
            violations.add("path: does not lead from %s to %s"
                    .formatted(constraints.ends().source(), constraints.ends().target()));
        }
        for (int i = 0; i < edges.length; i++) {
            var edge = network.graph().edge(path.links().get(i), path.nodes().get(i));
            if (edge.isEmpty()
                    || !network.graph()
                            .nodeId(network.graph().to(edge.getAsInt()))
                            .equals(path.nodes().get(i + 1))) {
                violations.add("topology: %s from %s to %s is not there"
                        .formatted(
                                path.links().get(i),
                                path.nodes().get(i),
                                path.nodes().get(i + 1)));
            } else {
                edges[i] = edge.getAsInt();
            }
        }
        return edges;
    }

    private void checkEdges(int[] edges, PathConstraints constraints) {
        for (var constraint : List.of(
                ConstraintKind.LINKS,
                ConstraintKind.NODES,
                ConstraintKind.SRLGS,
                ConstraintKind.AFFINITIES,
                ConstraintKind.DISJOINT_FROM,
                ConstraintKind.MIN_BANDWIDTH_MBPS)) {
            if (!constraints.has(constraint)) {
                continue;
            }
            var mask = EdgeAdmission.mask(network, only(constraint, constraints));
            var graph = network.graph();
            for (int edge : edges) {
                if (mask.edgeClosed(edge) || mask.nodeClosed(graph.from(edge)) || mask.nodeClosed(graph.to(edge))) {
                    violations.add("%s: %s".formatted(constraint.wire(), reason(constraint, edge)));
                }
            }
        }
    }

    private String reason(ConstraintKind constraint, int edge) {
        var link = network.graph().direction(edge).linkId();
        if (constraint != ConstraintKind.MIN_BANDWIDTH_MBPS) {
            return link;
        }
        double room = network.state().residualMbps(edge);
        return Double.isNaN(room) ? link + " has an unknown load" : "%s has %.0f left".formatted(link, room);
    }

    private static PathConstraints only(ConstraintKind wanted, PathConstraints constraints) {
        var result = constraints;
        for (var constraint : ConstraintKind.values()) {
            if (constraint != wanted) {
                result = result.without(constraint);
            }
        }
        return result;
    }

    private void checkLimits(int[] edges, PathConstraints.PathLimits limits) {
        if (edges.length > limits.maxHops()) {
            violations.add("max_hops: %d hops".formatted(edges.length));
        }
        var maxDelay = limits.maxDelayMs();
        double delay = 0;
        for (int edge : edges) {
            delay += network.state().delayMs(edge);
        }
        if (maxDelay != null && delay > maxDelay + 1e-6) {
            violations.add("max_delay_ms: %.3f ms".formatted(delay));
        }
    }

    private void checkSegments(ComputedPath path, PathConstraints constraints) {
        var source = constraints.ends().source();
        if (!constraints.limits().msd()) {
            return;
        }
        if (path.segmentList().size() > finder.depth(source)) {
            violations.add(
                    "msd: %d segments, %s takes %d".formatted(path.segmentList().size(), source, finder.depth(source)));
        }
        new SegmentListTracer(network.routes())
                .difference(source, path.segmentList(), path.links())
                .ifPresent(difference -> violations.add("segment_list: " + difference));
    }
}
