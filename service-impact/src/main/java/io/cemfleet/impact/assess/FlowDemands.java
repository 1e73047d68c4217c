package io.cemfleet.impact.assess;

import io.cemfleet.network.policy.PolicyKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The demand of each flow. The measured load of a policy is divided among its flows in proportion to their sold
 * bandwidth, or evenly where that is unknown. Without a measurement the demand is the sold bandwidth.
 */
final class FlowDemands {

    private final Map<PolicyKey, FlowShares> riders;
    private final Map<PolicyKey, Double> measured;

    private FlowDemands(Map<PolicyKey, FlowShares> riders, Map<PolicyKey, Double> measured) {
        this.riders = riders;
        this.measured = measured;
    }

    /** @param measured Mbit/s by policy, for those that are measured */
    static FlowDemands of(FlowIndex flows, FlowRouter ways, Map<PolicyKey, Double> measured) {
        var riders = new HashMap<PolicyKey, FlowShares>();
        for (var policy : measured.keySet()) {
            var riding = flows.ridersOf(policy).stream()
                    .filter(flow ->
                            ways.of(flow).carrier().filter(policy::equals).isPresent())
                    .toList();
            riders.put(policy, FlowShares.among(riding));
        }
        return new FlowDemands(riders, Map.copyOf(measured));
    }

    @Nullable
    Double mbps(ServiceFlow flow, FlowRoute way) {
        var policy = way.carrier().orElse(null);
        var carried = policy == null ? null : measured.get(policy);
        if (policy != null && carried != null) {
            var riding = riders.get(policy);
            return riding == null ? carried : carried * riding.of(flow);
        }
        return flow.committedMbps();
    }

    /** The upper bound of the flow, Mbit/s; absent where the flow is measured, or its bound is unknown. */
    @Nullable
    Double bound(ServiceFlow flow, FlowRoute way) {
        boolean isMeasured = way.carrier().map(measured::containsKey).orElse(false);
        return isMeasured ? null : flow.soldMbps();
    }
}
