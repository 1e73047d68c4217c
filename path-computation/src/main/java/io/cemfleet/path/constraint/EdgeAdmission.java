package io.cemfleet.path.constraint;

import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
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
        for (int edge = 0; edge < graph.edgeCount(); edge++) {
            if (!admits(graph.direction(edge)) || !hasRoom(edge)) {
                mask.closeEdge(edge);
            }
        }
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

    private boolean admits(LinkDirection direction) {
        return !constraints.avoid().links().contains(direction.linkId())
                && !constraints.disjoint().links().contains(direction.linkId())
                && constraints.affinity().holds(direction.attributes().affinities())
                && (srlgs.isEmpty() || !sharesRisk(direction));
    }

    private boolean sharesRisk(LinkDirection direction) {
        return network.topology().link(direction.linkId()).map(Link::srlgs).orElse(Set.of()).stream()
                .anyMatch(group -> srlgs.contains(group.longValue()));
    }

    private boolean hasRoom(int edge) {
        var wanted = constraints.limits().minBandwidthMbps();
        if (wanted == null) {
            return true;
        }
        return network.state().takes(edge, wanted, constraints.limits().unknownLoad());
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
