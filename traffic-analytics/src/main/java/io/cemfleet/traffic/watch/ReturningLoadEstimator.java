package io.cemfleet.traffic.watch;

import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.network.NetworkReader;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Estimates the load that the fleet's tunnels keep off links: each policy whose active path is a tunnel of the fleet
 * carries traffic that will take the policy's next path again, or the IGP's, once the tunnel is gone.
 */
@Component
class ReturningLoadEstimator {
    private final NetworkReader reader;
    private final SampleStore samples;
    private final TrafficSettings settings;
    private final TimeScale scale;

    ReturningLoadEstimator(NetworkReader reader, SampleStore samples, TrafficSettings settings, TimeScale scale) {
        this.reader = reader;
        this.samples = samples;
        this.settings = settings;
        this.scale = scale;
    }

    /** As of the newest reading. */
    ReturningLoad returning(Instant now) {
        NetworkTopology topology = reader.topology().optional().orElse(null);
        List<SrPolicy> policies =
                topology == null ? null : reader.policies(topology).optional().orElse(null);
        if (topology == null || policies == null) {
            return ReturningLoad.UNKNOWN;
        }
        Map<PolicyKey, Double> loads =
                samples.meanPolicies(now.minus(scale.of(settings.collectEvery()).multipliedBy(2)));
        return of(topology, policies, loads);
    }

    /** @param loads Mbit/s that policies are measured to carry */
    static ReturningLoad of(NetworkTopology topology, List<SrPolicy> policies, Map<PolicyKey, Double> loads) {
        EcmpRoutes routes = EcmpRoutes.over(topology);
        Map<LinkDirection, Double> mbps = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        policies.stream().filter(ReturningLoadEstimator::isOurs).forEach(policy -> {
            Map<LinkDirection, Double> parts = returningParts(routes, policy);
            Double load = loads.get(policy.key());
            if (load == null) {
                parts.keySet().forEach(direction -> unknown.add(direction.linkId()));
            } else {
                parts.forEach((direction, part) -> mbps.merge(direction, part * load, Double::sum));
            }
        });
        Map<String, Double> utilisation = new HashMap<>();
        mbps.forEach((direction, load) -> {
            Double capacity = direction.capacityMbps();
            if (capacity == null || capacity <= 0) {
                unknown.add(direction.linkId());
            } else {
                utilisation.merge(direction.linkId(), load / capacity, Math::max);
            }
        });
        return new ReturningLoad(utilisation, unknown, true);
    }

    private static boolean isOurs(SrPolicy policy) {
        return policy.activePath().filter(ReturningLoadEstimator::isOurs).isPresent();
    }

    private static boolean isOurs(CandidatePath path) {
        return TunnelName.ofCandidatePath(path.name()).isPresent();
    }

    /** Parts of the policy's traffic, by the direction that gets more of it without the fleet's tunnel than now. */
    private static Map<LinkDirection, Double> returningParts(EcmpRoutes routes, SrPolicy policy) {
        PolicyForwarding forwarding = new PolicyForwarding(routes);
        Map<LinkDirection, Double> now = shares(forwarding.route(policy));
        RouteResult original = policy.paths().stream()
                .filter(path ->
                        !isOurs(path) && path.up() && !path.segmentLists().isEmpty())
                .findFirst()
                .map(path ->
                        forwarding.route(policy.key().headEnd(), policy.key().endPoint(), path.segmentLists()))
                .orElseGet(
                        () -> routes.route(policy.key().headEnd(), policy.key().endPoint()));
        Map<LinkDirection, Double> more = new HashMap<>();
        shares(original).forEach((direction, share) -> {
            double part = share - now.getOrDefault(direction, 0.0);
            if (part > 0) {
                more.put(direction, part);
            }
        });
        return more;
    }

    private static Map<LinkDirection, Double> shares(RouteResult route) {
        return route.routed().map(RouteResult.Routed::shares).orElse(Map.of());
    }
}
