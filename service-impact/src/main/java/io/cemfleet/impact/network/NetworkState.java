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
 * @param before of links that left the topology, the network when it had them last, without its services
 */
public record NetworkState(
        EcmpRoutes routes,
        List<VpnService> services,
        Map<PolicyKey, SrPolicy> policies,
        Instant oldest,
        Map<String, NetworkState> before) {

    public NetworkState {
        services = List.copyOf(services);
        policies = Map.copyOf(policies);
        before = Map.copyOf(before);
    }

    public NetworkState(
            EcmpRoutes routes, List<VpnService> services, Map<PolicyKey, SrPolicy> policies, Instant oldest) {
        this(routes, services, policies, oldest, Map.of());
    }

    public NetworkTopology topology() {
        return routes.topology();
    }

    public NetworkState with(Map<String, NetworkState> networksBefore) {
        return new NetworkState(routes, services, policies, oldest, networksBefore);
    }

    /** Whether it can be told who crosses the link, or crossed it until it left the topology. */
    public boolean tellsOf(String linkId) {
        return topology().link(linkId).isPresent() || before.containsKey(linkId);
    }
}
