package io.cemfleet.cnc.optimization;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;

/**
 * The optimisation engine's operations. Failures inside a 200 and the empty 500 are {@link CncResult.Refused}; the
 * client never repeats writes: read the policy back before another attempt.
 */
public interface SrPolicyOperations {

    /** The predicted effect of such a policy, without a change. */
    CncResult<DryRunResult> dryRun(NetworkTopology topology, String headEnd, String endPoint, PathRequest path);

    CncResult<AppliedOperation> create(NetworkTopology topology, PolicyRequest request);

    CncResult<AppliedOperation> modify(NetworkTopology topology, PolicyRequest request);

    CncResult<AppliedOperation> delete(NetworkTopology topology, PolicyKey key);
}
