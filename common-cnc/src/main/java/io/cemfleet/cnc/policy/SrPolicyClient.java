package io.cemfleet.cnc.policy;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.List;

/** Reads SR policies from the controller; the topology gives routers their names. */
public interface SrPolicyClient {

    /** All policies, on all pages. */
    CncResult<SrPolicies> list(NetworkTopology topology);

    /** Those of the keys' policies that there are, with as few pages as they take. */
    default CncResult<List<SrPolicy>> find(NetworkTopology topology, Collection<PolicyKey> keys) {
        return list(topology).map(all -> all.policies().stream()
                .filter(policy -> keys.contains(policy.key()))
                .toList());
    }

    /** One policy; {@link CncResult.NotFound} when there is none. */
    CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key);

    /** The present measurements of a policy; {@link CncResult.NotFound} when there are none. */
    CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key);

    /** The links that a policy's traffic takes, as the optimisation engine computes them. */
    CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key);
}
