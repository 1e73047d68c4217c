package io.cemfleet.path.segment;

import io.cemfleet.a2a.contract.Segment;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.forwarding.SegmentRoute;
import io.cemfleet.cnc.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a segment list through the network as it is. */
public final class SegmentReader {

    private final EcmpRoutes routes;

    public SegmentReader(EcmpRoutes routes) {
        this.routes = routes;
    }

    /** Where the list takes traffic from this router (slug). */
    public RouteResult follow(String headEnd, List<Segment> list) {
        var segments = new ArrayList<io.cemfleet.cnc.forwarding.Segment>();
        var here = headEnd;
        for (var segment : list) {
            var resolved = resolve(routes.topology(), here, segment);
            if (resolved.isEmpty()) {
                return new RouteResult.NoRoute("SID %d means nothing at %s".formatted(segment.sid(), here));
            }
            segments.add(resolved.get());
            here = SegmentRoute.end(here, List.of(resolved.get()));
        }
        return new SegmentRoute(routes).expand(headEnd, segments);
    }

    /** How the way of the list differs from this one; empty when it does not. */
    public Optional<String> difference(String headEnd, List<Segment> list, List<String> links) {
        return switch (follow(headEnd, list)) {
            case RouteResult.NoRoute(String reason) -> Optional.of(reason);
            case RouteResult.Routed routed -> {
                var way = routed.branches().getFirst().linkIds();
                if (routed.branches().size() > 1) {
                    yield Optional.of("splits over " + routed.linkIds());
                }
                yield way.equals(links) ? Optional.empty() : Optional.of("leads over " + way);
            }
        };
    }

    private static Optional<io.cemfleet.cnc.forwarding.Segment> resolve(
            NetworkTopology topology, String here, Segment segment) {
        return segment.type() == SegmentType.NODE
                ? topology.routerByNodeSid(segment.sid())
                        .map(router -> new io.cemfleet.cnc.forwarding.Segment.ToNode(router.id()))
                : topology.directionByAdjacencySid(here, segment.sid())
                        .map(io.cemfleet.cnc.forwarding.Segment.OverLink::new);
    }
}
