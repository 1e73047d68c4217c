package io.cemfleet.impact.network;

import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.NetworkTopology;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The network at one moment.
 *
 * @param policies ours are policies like any other
 * @param oldest when the oldest part of it was read
 */
public record NetworkState(
        EcmpRoutes routes, List<VpnService> services, Map<PolicyKey, SrPolicy> policies, Instant oldest) {

    public NetworkState {
        services = List.copyOf(services);
        policies = Map.copyOf(policies);
    }

    public NetworkTopology topology() {
        return routes.topology();
    }
}
