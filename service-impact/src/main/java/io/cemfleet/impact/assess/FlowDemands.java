package io.cemfleet.impact.assess;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The demand of each flow. The measured load of a policy is divided among its flows in proportion to their sold
 * bandwidth, or evenly where that is unknown. Without a measurement the demand is the sold bandwidth.
 */
final class FlowDemands {

    private final Map<PolicyKey, List<ServiceFlow>> riders;
    private final Map<PolicyKey, Double> measured;

    private FlowDemands(Map<PolicyKey, List<ServiceFlow>> riders, Map<PolicyKey, Double> measured) {
        this.riders = riders;
        this.measured = measured;
    }

    /** @param measured Mbit/s by policy, for those that are measured */
    static FlowDemands of(Collection<ServiceFlow> allFlows, FlowRouter ways, Map<PolicyKey, Double> measured) {
        var riders = new HashMap<PolicyKey, List<ServiceFlow>>();
        for (var flow : allFlows) {
            if (ways.carrier(flow)
                    .map(SrPolicy::key)
                    .filter(measured::containsKey)
                    .isPresent()) {
                ways.of(flow).carrier().ifPresent(policy -> riders.computeIfAbsent(policy, key -> new ArrayList<>())
                        .add(flow));
            }
        }
        return new FlowDemands(riders, Map.copyOf(measured));
    }

    @Nullable
    Double mbps(ServiceFlow flow, FlowRoute way) {
        var policy = way.carrier().orElse(null);
        var carried = policy == null ? null : measured.get(policy);
        if (policy != null && carried != null) {
            return carried * part(flow, riders.getOrDefault(policy, List.of(flow)));
        }
        return flow.committedMbps();
    }

    /** The upper bound of the flow, Mbit/s; absent where the flow is measured, or its bound is unknown. */
    @Nullable
    Double bound(ServiceFlow flow, FlowRoute way) {
        boolean isMeasured = way.carrier().map(measured::containsKey).orElse(false);
        return isMeasured ? null : flow.soldMbps();
    }

    /** The flow's part of its service's traffic, 0 to 1. */
    static double share(ServiceFlow flow, List<ServiceFlow> ofService) {
        return part(flow, ofService);
    }

    private static double part(ServiceFlow flow, List<ServiceFlow> among) {
        var sold = among.stream()
                .map(ServiceFlow::committedMbps)
                .filter(Objects::nonNull)
                .collect(Collectors.summingDouble(Double::doubleValue));
        var own = flow.committedMbps();
        boolean allKnown = among.stream().allMatch(other -> other.committedMbps() != null);
        return own == null || !allKnown || sold == 0 ? 1.0 / Math.max(1, among.size()) : own / sold;
    }
}
