package io.cemfleet.network.forwarding;

import java.util.List;

/**
 * The route of a flow along a segment list: a node segment takes all equal-cost branches, an adjacency segment its
 * link.
 */
public final class SegmentRoute {

    private final EcmpRoutes routes;

    public SegmentRoute(EcmpRoutes routes) {
        this.routes = routes;
    }

    /**
     * Follows the list from the head-end (slug).
     *
     * @return {@link RouteResult.NoRoute} when a segment cannot be reached, or an adjacency segment does not belong to
     *     the router that the flow is at
     */
    public RouteResult expand(String headEnd, List<Segment> segments) {
        return SegmentListWalk.follow(routes, headEnd, segments);
    }

    /** The router (slug) at which the list ends. */
    public static String end(String headEnd, List<Segment> segments) {
        if (segments.isEmpty()) {
            return headEnd;
        }
        return switch (segments.getLast()) {
            case Segment.ToNode(String node) -> node;
            case Segment.OverLink(var direction) -> direction.to();
        };
    }
}
