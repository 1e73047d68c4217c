package io.cemfleet.cnc.service;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;

/** The service inventory's view of which services ride a transport. */
public interface TransportServices {

    /**
     * Ids of the VPN services that the inventory associates with a policy; an empty list when it knows of none. It
     * lags behind the network: use it beside a computation, not in its place.
     */
    CncResult<List<String>> on(NetworkTopology topology, PolicyKey policy);
}
