package io.cemfleet.impact.network;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The network at one moment.
 *
 * @param policies all policies, the fleet's own included
 * @param oldest when the oldest part of it was read
 * @param before of links that left the topology, the network when it had them last, without its services
 */
public record ServiceNetworkState(
        EcmpRoutes routes,
        List<VpnService> services,
        Map<PolicyKey, SrPolicy> policies,
        Instant oldest,
        Map<String, ServiceNetworkState> before) {

    public ServiceNetworkState {
        services = List.copyOf(services);
        policies = Map.copyOf(policies);
        before = Map.copyOf(before);
    }

    public ServiceNetworkState(
            EcmpRoutes routes, List<VpnService> services, Map<PolicyKey, SrPolicy> policies, Instant oldest) {
        this(routes, services, policies, oldest, Map.of());
    }

    public NetworkTopology topology() {
        return routes.topology();
    }

    public ServiceNetworkState with(Map<String, ServiceNetworkState> networksBefore) {
        return new ServiceNetworkState(routes, services, policies, oldest, networksBefore);
    }

    /** Whether the flows of the link are known, or were known until it left the topology. */
    public boolean tellsOf(String linkId) {
        return topology().link(linkId).isPresent() || before.containsKey(linkId);
    }
}
