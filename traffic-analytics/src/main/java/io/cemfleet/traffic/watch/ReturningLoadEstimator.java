package io.cemfleet.traffic.watch;

import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.policy.TrafficRoutes;
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
 * Estimates the load that the fleet's tunnels divert from links: the traffic of a policy whose active path is such a
 * tunnel takes the policy's next path, or the IGP's, once the tunnel is removed.
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
        TrafficRoutes routes = new TrafficRoutes(EcmpRoutes.over(topology), Map.of());
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

    /** The parts of the policy's traffic that each direction carries in addition once the fleet's tunnel is removed. */
    private static Map<LinkDirection, Double> returningParts(TrafficRoutes routes, SrPolicy policy) {
        Map<LinkDirection, Double> now = shares(routes.along(policy));
        RouteResult original = policy.paths().stream()
                .filter(path ->
                        !isOurs(path) && path.up() && !path.segmentLists().isEmpty())
                .findFirst()
                .map(path -> routes.along(policy, path))
                .orElseGet(() -> routes.igp(policy));
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
