package io.cemfleet.lab.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is configured and injected. Each change makes a new one; the maps are never written to after that.
 *
 * @param sidLists by name
 * @param policies by name, in the order in which they first came
 * @param routePolicies by name
 * @param colored which route policy a VPN node has
 * @param impairments by index of the link
 * @param surges by index of the link that was congested
 * @param failed indexes of links that are down
 * @param drained indexes of links that have the highest IGP metric
 */
record Config(
        Map<String, SidList> sidLists,
        Map<String, NamedPolicy> policies,
        Map<String, RoutePolicy> routePolicies,
        Map<Carrier.VpnNode, String> colored,
        Map<Integer, Impairment> impairments,
        Map<Integer, Surge> surges,
        Set<Integer> failed,
        Set<Integer> drained) {

    static Config of(Carrier carrier) {
        Map<String, SidList> lists = new TreeMap<>();
        carrier.sidLists().forEach(list -> lists.put(list.name(), list));
        Map<String, NamedPolicy> policies = new LinkedHashMap<>();
        carrier.policies().forEach(policy -> policies.put(policy.name(), policy));
        Map<String, RoutePolicy> routePolicies = new TreeMap<>();
        carrier.routePolicies().forEach(policy -> routePolicies.put(policy.name(), policy));
        return new Config(lists, policies, routePolicies, carrier.colored(), Map.of(), Map.of(), Set.of(), Set.of());
    }

    /** The colour that the routes of a service at a router carry, or null. */
    @Nullable
    Integer color(String service, String node) {
        String name = colored.get(new Carrier.VpnNode(service, node));
        RoutePolicy policy = name == null ? null : routePolicies.get(name);
        return policy == null ? null : Integer.valueOf(policy.color());
    }

    Config withSidLists(Map<String, SidList> changed) {
        return new Config(changed, policies, routePolicies, colored, impairments, surges, failed, drained);
    }

    Config withPolicies(Map<String, NamedPolicy> changed) {
        return new Config(sidLists, changed, routePolicies, colored, impairments, surges, failed, drained);
    }

    Config withRoutePolicies(Map<String, RoutePolicy> changed) {
        return new Config(sidLists, policies, changed, colored, impairments, surges, failed, drained);
    }

    Config withColored(Map<Carrier.VpnNode, String> changed) {
        return new Config(sidLists, policies, routePolicies, changed, impairments, surges, failed, drained);
    }

    Config withImpairments(Map<Integer, Impairment> changed) {
        return new Config(sidLists, policies, routePolicies, colored, changed, surges, failed, drained);
    }

    Config withSurges(Map<Integer, Surge> changed) {
        return new Config(sidLists, policies, routePolicies, colored, impairments, changed, failed, drained);
    }

    Config withFailed(Set<Integer> changed) {
        return new Config(sidLists, policies, routePolicies, colored, impairments, surges, changed, drained);
    }

    Config withDrained(Set<Integer> changed) {
        return new Config(sidLists, policies, routePolicies, colored, impairments, surges, failed, changed);
    }

    /** A rise of some demands by a factor. */
    record Surge(java.util.BitSet demands, double factor) {}
}
