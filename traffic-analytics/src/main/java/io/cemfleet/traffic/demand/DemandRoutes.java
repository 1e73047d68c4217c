package io.cemfleet.traffic.demand;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The route of each demand: its policy's path, else the IGP's shortest paths (RFC 9256 §8). */
public final class DemandRoutes {
    private final EcmpRoutes routes;
    private final Map<PolicyKey, SrPolicy> policies;
    private final boolean afterFailure;

    private DemandRoutes(EcmpRoutes routes, Map<PolicyKey, SrPolicy> policies, boolean afterFailure) {
        this.routes = routes;
        this.policies = policies;
        this.afterFailure = afterFailure;
    }

    /** The present routes. */
    public static DemandRoutes present(NetworkTopology topology, Map<PolicyKey, SrPolicy> policies) {
        return new DemandRoutes(EcmpRoutes.over(topology), policies, false);
    }

    /**
     * The routes without these links (ids) and routers (slugs): a policy takes its next path that still leads to its
     * end, a policy without one leaves its traffic to the IGP.
     */
    public static DemandRoutes without(
            NetworkTopology topology, Map<PolicyKey, SrPolicy> policies, Set<String> links, Set<String> nodes) {
        return new DemandRoutes(
                EcmpRoutes.without(topology, links, nodes), policies, !links.isEmpty() || !nodes.isEmpty());
    }

    public RouteResult of(DemandKey key) {
        return policy(key).map(this::along).orElseGet(() -> routes.route(key.headEnd(), key.endPoint()));
    }

    /** The policy that carries the demand now. */
    public Optional<SrPolicy> policy(DemandKey key) {
        Integer color = key.color();
        return color == null
                ? Optional.empty()
                : Optional.ofNullable(policies.get(new PolicyKey(key.headEnd(), key.endPoint(), color)))
                        .filter(policy -> policy.activePath().isPresent());
    }

    private RouteResult along(SrPolicy policy) {
        PolicyForwarding forwarding = new PolicyForwarding(routes);
        RouteResult active = forwarding.route(policy);
        if (!afterFailure || active instanceof RouteResult.Routed) {
            return active;
        }
        List<CandidatePath> others = new ArrayList<>(policy.paths());
        others.removeIf(path -> path.active() || path.segmentLists().isEmpty());
        others.sort(Comparator.comparingInt(CandidatePath::preference).reversed());
        return others.stream()
                .map(path ->
                        forwarding.route(policy.key().headEnd(), policy.key().endPoint(), path.segmentLists()))
                .filter(RouteResult.Routed.class::isInstance)
                .findFirst()
                .orElseGet(
                        () -> routes.route(policy.key().headEnd(), policy.key().endPoint()));
    }
}
