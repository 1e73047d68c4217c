package io.cemfleet.path.network;

import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.topology.NetworkTopology;
import java.time.Instant;

/** Is told of the network's policies, round by round. */
public interface PolicyListener {

    /** @param loadSince the load that is known now was measured at or after this moment */
    void policiesRead(NetworkTopology topology, SrPolicies policies, Instant loadSince);
}
