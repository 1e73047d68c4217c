package io.cemfleet.cnc.optimization;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.topology.NetworkTopology;

/**
 * The optimisation engine's operations. Failures inside a 200 and the empty 500 are {@link CncResult.Refused}; writes
 * are never repeated: read the policy back before trying again.
 */
public interface SrPolicyOperations {

    /** What such a policy would do; changes nothing. */
    CncResult<DryRun> dryRun(NetworkTopology topology, String headEnd, String endPoint, PathRequest path);

    CncResult<Applied> create(NetworkTopology topology, PolicyRequest request);

    CncResult<Applied> modify(NetworkTopology topology, PolicyRequest request);

    CncResult<Applied> delete(NetworkTopology topology, PolicyKey key);
}
