package io.cemfleet.cnc.nso;

import java.util.List;

/**
 * Changes of route policies and of what VPN nodes export with them, which NSO commits together, or not at all. Policies
 * are written before the nodes that use them, and removed after them.
 *
 * @param policies to create or change
 * @param colored nodes that are to export with a route policy
 * @param cleared nodes that are to export without one; one that has none is no error
 * @param removedPolicies names; one that does not exist is no error
 */
public record RouteTransaction(
        List<RoutePolicy> policies,
        List<ColoredNode> colored,
        List<ClearedNode> cleared,
        List<String> removedPolicies) {

    /** A node that is to export with a route policy. */
    public record ColoredNode(String vpnId, String hostname, String routePolicy) {}

    /** A node that is to export without a route policy. */
    public record ClearedNode(String vpnId, String hostname) {}

    public RouteTransaction {
        policies = List.copyOf(policies);
        colored = List.copyOf(colored);
        cleared = List.copyOf(cleared);
        removedPolicies = List.copyOf(removedPolicies);
    }

    /** Writes policies, and lets nodes export with them. */
    public static RouteTransaction coloring(List<RoutePolicy> policies, List<ColoredNode> nodes) {
        return new RouteTransaction(policies, nodes, List.of(), List.of());
    }

    /** Lets nodes export without a route policy. */
    public static RouteTransaction clearing(List<ClearedNode> nodes) {
        return new RouteTransaction(List.of(), List.of(), nodes, List.of());
    }

    /** Removes route policies. */
    public static RouteTransaction removing(List<String> names) {
        return new RouteTransaction(List.of(), List.of(), List.of(), names);
    }
}
