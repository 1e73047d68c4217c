package io.cemfleet.path.segment;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.forwarding.SegmentRoute;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows a segment list through the present network. */
public final class SegmentListTracer {

    private final EcmpRoutes routes;

    public SegmentListTracer(EcmpRoutes routes) {
        this.routes = routes;
    }

    /** The route of traffic from this router (slug) along the list. */
    public RouteResult follow(String headEnd, List<PathSegment> list) {
        var segments = new ArrayList<io.cemfleet.network.forwarding.Segment>();
        var here = headEnd;
        for (var segment : list) {
            var resolved = resolve(routes.topology(), here, segment);
            if (resolved.isEmpty()) {
                return new RouteResult.NoRoute("SID %s means nothing at %s".formatted(segment.sid(), here));
            }
            segments.add(resolved.get());
            here = SegmentRoute.end(here, List.of(resolved.get()));
        }
        return new SegmentRoute(routes).expand(headEnd, segments);
    }

    /** The differences between the list's route and this path; empty when there are none. */
    public Optional<String> difference(String headEnd, List<PathSegment> list, List<String> links) {
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

    private static Optional<io.cemfleet.network.forwarding.Segment> resolve(
            NetworkTopology topology, String here, PathSegment segment) {
        if (!(segment.sid() instanceof SegmentId.MplsLabel(int label))) {
            return Optional.empty();
        }
        return segment.type() == SegmentType.NODE
                ? topology.routerByNodeSid(label)
                        .map(router -> new io.cemfleet.network.forwarding.Segment.ToNode(router.id()))
                : topology.directionByAdjacencySid(here, label)
                        .map(io.cemfleet.network.forwarding.Segment.OverLink::new);
    }
}
