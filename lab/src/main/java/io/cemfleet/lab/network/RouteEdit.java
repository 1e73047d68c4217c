package io.cemfleet.lab.network;

import org.jspecify.annotations.Nullable;

/** A change of route policies, or of what a VPN node exports with them, in a transaction. */
public sealed interface RouteEdit {

    record PutRoutePolicy(RoutePolicy policy) implements RouteEdit {}

    /** No error where there is none of the name. */
    record RemoveRoutePolicy(String name) implements RouteEdit {}

    /** @param routePolicy its name, null: none */
    record ColorNode(String vpnId, String node, @Nullable String routePolicy) implements RouteEdit {}
}
