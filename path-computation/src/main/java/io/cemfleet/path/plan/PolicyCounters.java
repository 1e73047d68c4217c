package io.cemfleet.path.plan;

import io.cemfleet.cnc.policy.PolicyMeasurement;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.NetworkTopology;
import org.springframework.stereotype.Component;

/** Whether traffic is steered into a policy, by the policy's counter. */
@Component
class PolicyCounters {

    private final SrPolicyClient network;

    PolicyCounters(SrPolicyClient network) {
        this.network = network;
    }

    /** False only where the counter says so; where it is unknown, the policy's path must do. */
    boolean carriesTraffic(NetworkTopology topology, SrPolicy policy) {
        return network.measurement(topology, policy.key())
                .optional()
                .map(PolicyMeasurement::utilisationMbps)
                .map(mbps -> mbps > 0)
                .orElse(true);
    }
}
