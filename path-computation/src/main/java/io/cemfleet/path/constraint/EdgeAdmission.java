package io.cemfleet.path.constraint;

import io.cemfleet.network.topology.Link;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import io.cemfleet.path.graph.SearchMask;
import java.util.HashSet;
import java.util.Set;

/** The edges that constraints admit. */
final class EdgeAdmission {

    private final PathNetwork network;
    private final PathConstraints constraints;
    private final Set<Long> srlgs;

    private EdgeAdmission(PathNetwork network, PathConstraints constraints) {
        this.network = network;
        this.constraints = constraints;
        this.srlgs = new HashSet<>(constraints.avoid().srlgs());
        if (constraints.disjoint().level() == DisjointnessConstraint.DisjointnessLevel.SRLG) {
            disjointLinks().forEach(link -> link.srlgs().forEach(group -> srlgs.add(group.longValue())));
        }
    }

    static SearchMask mask(PathNetwork network, PathConstraints constraints) {
        return new EdgeAdmission(network, constraints).mask();
    }

    private SearchMask mask() {
        var graph = network.graph();
        var mask = SearchMask.none(graph);
        constraints.avoid().links().forEach(link -> close(mask, graph.index().ofLink(link)));
        constraints.disjoint().links().forEach(link -> close(mask, graph.index().ofLink(link)));
        srlgs.forEach(group -> close(mask, graph.index().ofGroup(group)));
        closeOtherAffinities(mask);
        closeFullEdges(mask);
        for (var node : constraints.avoid().nodes()) {
            graph.node(node).ifPresent(mask::closeNode);
        }
        if (constraints.disjoint().level() == DisjointnessConstraint.DisjointnessLevel.NODE) {
            disjointLinks().forEach(link -> {
                closeBetween(mask, link.a());
                closeBetween(mask, link.z());
            });
        }
        return mask;
    }

    private static void close(SearchMask mask, int[] edges) {
        for (int edge : edges) {
            mask.closeEdge(edge);
        }
    }

    private void closeOtherAffinities(SearchMask mask) {
        var affinity = constraints.affinity();
        if (affinity.equals(PathConstraints.AffinityMasks.NONE)) {
            return;
        }
        for (int edge = 0; edge < network.graph().edgeCount(); edge++) {
            if (!affinity.holds(network.graph().direction(edge).attributes().affinities())) {
                mask.closeEdge(edge);
            }
        }
    }

    private void closeFullEdges(SearchMask mask) {
        var wanted = constraints.limits().minBandwidthMbps();
        if (wanted == null) {
            return;
        }
        for (int edge = 0; edge < network.graph().edgeCount(); edge++) {
            if (!network.state().takes(edge, wanted, constraints.limits().unknownLoad())) {
                mask.closeEdge(edge);
            }
        }
    }

    private void closeBetween(SearchMask mask, String node) {
        if (!node.equals(constraints.ends().source())
                && !node.equals(constraints.ends().target())) {
            network.graph().node(node).ifPresent(mask::closeNode);
        }
    }

    private java.util.List<Link> disjointLinks() {
        return constraints.disjoint().links().stream()
                .flatMap(id -> network.topology().link(id).stream())
                .toList();
    }
}
