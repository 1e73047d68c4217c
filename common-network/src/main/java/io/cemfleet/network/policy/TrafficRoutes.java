package io.cemfleet.network.policy;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes of traffic over one snapshot: the active path of the policy of its colour, else the IGP's shortest paths
 * (RFC 9256 §8.8).
 */
public final class TrafficRoutes {

    private final EcmpRoutes routes;
    private final PolicyForwarding forwarding;
    private final Map<PolicyKey, SrPolicy> policies;

    public TrafficRoutes(EcmpRoutes routes, Map<PolicyKey, SrPolicy> policies) {
        this.routes = routes;
        this.forwarding = new PolicyForwarding(routes);
        this.policies = policies;
    }

    /**
     * The policy that carries traffic: one of its colour with an active path.
     *
     * @param headEnd router slug
     * @param endPoint router slug
     * @param color absent for plain IGP
     */
    public Optional<SrPolicy> carrier(String headEnd, String endPoint, @Nullable Integer color) {
        return color == null
                ? Optional.empty()
                : Optional.ofNullable(policies.get(new PolicyKey(headEnd, endPoint, color)))
                        .filter(policy -> policy.activePath().isPresent());
    }

    /** The route of a policy's active path. */
    public RouteResult along(SrPolicy policy) {
        return forwarding.route(policy);
    }

    /** The route of a policy's traffic while this path is active. */
    public RouteResult along(SrPolicy policy, CandidatePath path) {
        return forwarding.route(policy.key().headEnd(), policy.key().endPoint(), path.segmentLists());
    }

    /** The IGP's route between the ends of a policy, which its traffic takes when no path of it is active. */
    public RouteResult igp(SrPolicy policy) {
        return igp(policy.key().headEnd(), policy.key().endPoint());
    }

    /** The IGP's route. */
    public RouteResult igp(String headEnd, String endPoint) {
        return routes.route(headEnd, endPoint);
    }
}
