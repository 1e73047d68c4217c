package io.cemfleet.cnc.optimization;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;

/**
 * The optimisation engine's operations. Failures inside a 200 and the empty 500 are {@link CncResult.Refused}; writes
 * are never repeated: read the policy back before trying again.
 */
public interface SrPolicyOperations {

    /** What such a policy would do; changes nothing. */
    CncResult<DryRunResult> dryRun(NetworkTopology topology, String headEnd, String endPoint, PathRequest path);

    CncResult<AppliedOperation> create(NetworkTopology topology, PolicyRequest request);

    CncResult<AppliedOperation> modify(NetworkTopology topology, PolicyRequest request);

    CncResult<AppliedOperation> delete(NetworkTopology topology, PolicyKey key);
}
