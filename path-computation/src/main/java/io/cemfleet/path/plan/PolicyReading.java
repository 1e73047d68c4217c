package io.cemfleet.path.plan;

import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One reading of the network's policies, shared by all planned traffic: a policy's route is computed once, and its
 * counter is read once, where a protection needs them.
 */
final class PolicyReading {

    private final SrPolicyClient network;
    private final EcmpRoutes routes;
    private final PolicyForwarding forwarding;
    private final Map<Between, List<SrPolicy>> policies;
    private final Set<Integer> plannedColors;
    private final Map<PolicyKey, RouteResult> routed = new HashMap<>();
    private final Map<PolicyKey, Boolean> carrying = new HashMap<>();

    private record Between(String headEnd, String endPoint) {}

    /** @param plannedColors the colours that protection keys name */
    PolicyReading(SrPolicyClient network, EcmpRoutes routes, SrPolicies policies, Set<Integer> plannedColors) {
        this.network = network;
        this.routes = routes;
        this.forwarding = new PolicyForwarding(routes);
        this.policies = policies.policies().stream()
                .collect(Collectors.groupingBy(policy ->
                        new Between(policy.key().headEnd(), policy.key().endPoint())));
        this.plannedColors = Set.copyOf(plannedColors);
    }

    /** The route of a policy that may be the protection's own and carries traffic over such links. */
    Optional<RouteResult.Routed> carrying(
            String protectionKey, CapacityReservation.ReservationOwner ends, Predicate<Set<String>> links) {
        return policies.getOrDefault(new Between(ends.headEnd(), ends.endPoint()), List.of()).stream()
                .filter(policy -> mayBeOf(protectionKey, policy))
                .flatMap(policy -> route(policy)
                        .routed()
                        .filter(route -> links.test(route.linkIds()))
                        .filter(route -> carriesTraffic(policy))
                        .stream())
                .findFirst();
    }

    /** A protection without a colour gets one of the fleet's own, which no key names. */
    private boolean mayBeOf(String protectionKey, SrPolicy policy) {
        var color = CapacityReservation.color(protectionKey);
        int its = policy.key().color();
        return color.isPresent() ? color.getAsInt() == its : !plannedColors.contains(its);
    }

    private RouteResult route(SrPolicy policy) {
        return routed.computeIfAbsent(policy.key(), key -> forwarding.route(policy));
    }

    /**
     * Returns false only where the counter shows no traffic; where the counter is unknown, the policy's path decides.
     */
    private boolean carriesTraffic(SrPolicy policy) {
        return carrying.computeIfAbsent(policy.key(), key -> network.measurement(routes.topology(), key)
                .optional()
                .map(PolicyMeasurement::utilisationMbps)
                .map(mbps -> mbps > 0)
                .orElse(true));
    }
}
