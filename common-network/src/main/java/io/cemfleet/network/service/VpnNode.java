package io.cemfleet.network.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider edge of a VPN.
 *
 * @param hostname NSO's device name
 * @param node router slug, absent when the topology does not have it
 * @param routePolicy name of the route policy on its exported routes, absent when plain IGP
 * @param color of traffic towards this node, absent when there is no route policy or its colour is not known
 */
public record VpnNode(
        String hostname,
        @Nullable String node,
        @Nullable String role,
        List<VpnAccess> accesses,
        @Nullable String routePolicy,
        @Nullable Integer color) {

    public VpnNode {
        accesses = List.copyOf(accesses);
    }

    /** False where a route policy is set whose colour could not be found: such traffic is not plain IGP. */
    public boolean colorKnown() {
        return routePolicy == null || color != null;
    }

    /** Committed from this node's customers into the network, Mbit/s; absent when no access reports it. */
    public @Nullable Double committedInMbps() {
        return sum(accesses.stream().map(VpnAccess::inboundMbps).toList());
    }

    /** Committed from the network to this node's customers, Mbit/s; absent when no access reports it. */
    public @Nullable Double committedOutMbps() {
        return sum(accesses.stream().map(VpnAccess::outboundMbps).toList());
    }

    private static @Nullable Double sum(List<@Nullable Double> values) {
        Double total = null;
        for (Double value : values) {
            if (value != null) {
                total = total == null ? value : Double.valueOf(total + value);
            }
        }
        return total;
    }
}
