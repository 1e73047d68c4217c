package io.cemfleet.lab.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration and the injected faults. Each change creates a new instance; the maps are never modified.
 *
 * @param sidLists by name
 * @param policies by name, in the order of their creation
 * @param routePolicies by name
 * @param colored the route policy of each VPN node
 * @param faults the faults injected into links
 * @param growth factor of all demands
 */
record NetworkConfig(
        Map<String, SidList> sidLists,
        Map<String, NamedPolicy> policies,
        Map<String, RoutePolicy> routePolicies,
        Map<CarrierNetwork.VpnNode, String> colored,
        LinkFaults faults,
        double growth) {

    static NetworkConfig of(CarrierNetwork carrier) {
        Map<String, SidList> lists = new TreeMap<>();
        carrier.sidLists().forEach(list -> lists.put(list.name(), list));
        Map<String, NamedPolicy> policies = new LinkedHashMap<>();
        carrier.policies().forEach(policy -> policies.put(policy.name(), policy));
        Map<String, RoutePolicy> routePolicies = new TreeMap<>();
        carrier.routePolicies().forEach(policy -> routePolicies.put(policy.name(), policy));
        return new NetworkConfig(lists, policies, routePolicies, carrier.colored(), LinkFaults.NONE, 1);
    }

    /** The colour that the routes of a service at a router carry, or null. */
    @Nullable
    Integer color(String service, String node) {
        String name = colored.get(new CarrierNetwork.VpnNode(service, node));
        RoutePolicy policy = name == null ? null : routePolicies.get(name);
        return policy == null ? null : Integer.valueOf(policy.color());
    }

    /** Whether a policy names a SID list. */
    boolean used(String sidList) {
        return policies.values().stream().anyMatch(policy -> uses(policy, sidList));
    }

    /** The head-ends of the policies that name a SID list. */
    Set<String> headEndsUsing(String sidList) {
        return policies.values().stream()
                .filter(policy -> uses(policy, sidList))
                .flatMap(policy -> policy.headEnds().stream())
                .collect(Collectors.toSet());
    }

    private static boolean uses(NamedPolicy policy, String sidList) {
        return policy.paths().stream()
                .anyMatch(path -> path.spec() instanceof PathSpec.Explicit explicit
                        && explicit.lists().stream()
                                .anyMatch(weighted -> weighted.sidList().equals(sidList)));
    }

    NetworkConfig withSidLists(Map<String, SidList> changed) {
        return new NetworkConfig(changed, policies, routePolicies, colored, faults, growth);
    }

    NetworkConfig withPolicies(Map<String, NamedPolicy> changed) {
        return new NetworkConfig(sidLists, changed, routePolicies, colored, faults, growth);
    }

    NetworkConfig withRoutePolicies(Map<String, RoutePolicy> changed) {
        return new NetworkConfig(sidLists, policies, changed, colored, faults, growth);
    }

    NetworkConfig withColored(Map<CarrierNetwork.VpnNode, String> changed) {
        return new NetworkConfig(sidLists, policies, routePolicies, changed, faults, growth);
    }

    NetworkConfig withFaults(LinkFaults changed) {
        return new NetworkConfig(sidLists, policies, routePolicies, colored, changed, growth);
    }

    NetworkConfig withGrowth(double changed) {
        return new NetworkConfig(sidLists, policies, routePolicies, colored, faults, changed);
    }
}
