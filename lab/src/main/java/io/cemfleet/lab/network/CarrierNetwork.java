package io.cemfleet.lab.network;

import java.util.List;
import java.util.Map;

/**
 * The initial network.
 *
 * @param name of the carrier or of the file
 * @param topology routers and links
 * @param services VPN services
 * @param demands their traffic
 * @param routePolicies colours
 * @param colored the route policy of each VPN node; nodes without one are plain IGP
 * @param sidLists lists of the policies
 * @param policies customers' SR policies
 */
public record CarrierNetwork(
        String name,
        LabTopology topology,
        List<VpnService> services,
        List<ServiceDemand> demands,
        List<RoutePolicy> routePolicies,
        Map<VpnNode, String> colored,
        List<SidList> sidLists,
        List<NamedPolicy> policies) {

    public CarrierNetwork {
        services = List.copyOf(services);
        demands = List.copyOf(demands);
        routePolicies = List.copyOf(routePolicies);
        colored = Map.copyOf(colored);
        sidLists = List.copyOf(sidLists);
        policies = List.copyOf(policies);
    }

    /**
     * A service at a router.
     *
     * @param service vpn-id
     * @param node id of the router
     */
    public record VpnNode(String service, String node) {}
}
