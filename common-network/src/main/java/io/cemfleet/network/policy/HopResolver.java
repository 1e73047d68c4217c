package io.cemfleet.network.policy;

import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.forwarding.SegmentRoute;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves reported hops to segments. The label decides, since routers forward by it; without a label the address does.
 * An adjacency's label is known only at the router that the flow is at.
 */
final class HopResolver {

    private HopResolver() {}

    static Optional<List<Segment>> resolve(NetworkTopology topology, String headEnd, List<ReportedHop> hops) {
        var segments = new ArrayList<Segment>();
        var here = headEnd;
        for (var hop : hops) {
            var segment = segment(topology, here, hop);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
            here = SegmentRoute.end(here, List.of(segment.get()));
        }
        return Optional.of(segments);
    }

    private static Optional<Segment> segment(NetworkTopology topology, String here, ReportedHop hop) {
        var label = hop.label();
        return switch (hop.kind()) {
            case NODE -> node(topology, hop, label).map(r -> new Segment.ToNode(r.id()));
            case ADJACENCY -> link(topology, here, hop, label).map(Segment.OverLink::new);
            case UNKNOWN ->
                node(topology, hop, label)
                        .<Segment>map(r -> new Segment.ToNode(r.id()))
                        .or(() -> link(topology, here, hop, label).map(Segment.OverLink::new));
            case BINDING -> Optional.empty();
        };
    }

    private static Optional<Router> node(NetworkTopology topology, ReportedHop hop, @Nullable Integer label) {
        if (label != null) {
            return topology.routerByNodeSid(label);
        }
        var address = hop.localAddress();
        return address == null ? Optional.empty() : topology.routerByRouterId(address);
    }

    private static Optional<LinkDirection> link(
            NetworkTopology topology, String here, ReportedHop hop, @Nullable Integer label) {
        if (label != null) {
            return topology.directionByAdjacencySid(here, label);
        }
        var address = hop.localAddress();
        return address == null ? Optional.empty() : topology.directionByAddress(address);
    }
}
