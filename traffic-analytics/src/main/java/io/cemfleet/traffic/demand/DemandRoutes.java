package io.cemfleet.traffic.demand;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.policy.TrafficRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The route of each demand, as the network is or without links and routers that a caller assumes to fail. */
public final class DemandRoutes {
    private final TrafficRoutes routes;
    private final boolean afterFailure;

    private DemandRoutes(TrafficRoutes routes, boolean afterFailure) {
        this.routes = routes;
        this.afterFailure = afterFailure;
    }

    /** The present routes. */
    public static DemandRoutes present(NetworkTopology topology, Map<PolicyKey, SrPolicy> policies) {
        return new DemandRoutes(new TrafficRoutes(EcmpRoutes.over(topology), policies), false);
    }

    /**
     * The routes without these links (ids) and routers (slugs): a policy takes its next path that still leads to its
     * end, a policy without one leaves its traffic to the IGP.
     */
    public static DemandRoutes without(
            NetworkTopology topology, Map<PolicyKey, SrPolicy> policies, Set<String> links, Set<String> nodes) {
        return new DemandRoutes(
                new TrafficRoutes(EcmpRoutes.without(topology, links, nodes), policies),
                !links.isEmpty() || !nodes.isEmpty());
    }

    public RouteResult of(DemandKey key) {
        return policy(key).map(this::along).orElseGet(() -> routes.igp(key.headEnd(), key.endPoint()));
    }

    /** The policy that carries the demand now. */
    public Optional<SrPolicy> policy(DemandKey key) {
        return routes.carrier(key.headEnd(), key.endPoint(), key.color());
    }

    private RouteResult along(SrPolicy policy) {
        RouteResult active = routes.along(policy);
        if (!afterFailure || active instanceof RouteResult.Routed) {
            return active;
        }
        return policy.paths().stream()
                .filter(path -> !path.active() && !path.segmentLists().isEmpty())
                .sorted(Comparator.comparingInt(CandidatePath::preference).reversed())
                .map(path -> routes.along(policy, path))
                .filter(RouteResult.Routed.class::isInstance)
                .findFirst()
                .orElseGet(() -> routes.igp(policy));
    }
}
