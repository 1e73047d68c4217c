package io.cemfleet.network.policy;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.forwarding.Segment;
import java.util.List;
import java.util.Optional;

/** The routes of policies over one snapshot. */
public final class PolicyForwarding {

    private final EcmpRoutes routes;

    public PolicyForwarding(EcmpRoutes routes) {
        this.routes = routes;
    }

    /** The route of the active path, its lists by their weights; {@code NoRoute} when no path is active. */
    public RouteResult route(SrPolicy policy) {
        return policy.activePath()
                .map(path -> route(policy.key().headEnd(), policy.key().endPoint(), path.segmentLists()))
                .orElseGet(() -> new RouteResult.NoRoute("policy " + policy.key() + " has no active path"));
    }

    /**
     * The route over weighted lists. A list that does not end at the end-point makes the whole result {@code NoRoute}:
     * a partial route would hide links.
     */
    public RouteResult route(String headEnd, String endPoint, List<SegmentList> lists) {
        return WeightedRoute.combine(routes, headEnd, endPoint, lists);
    }

    /** The hops as segments; empty when a hop names nothing in the snapshot. */
    public Optional<List<Segment>> segments(String headEnd, List<ReportedHop> hops) {
        return HopResolver.resolve(routes.topology(), headEnd, hops);
    }
}
