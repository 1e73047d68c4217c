package io.cemfleet.tunnel.southbound;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The policies and colours that new tunnels must fit into.
 *
 * @param configured every policy in the controller's configuration
 * @param live every policy in the network
 * @param routeColors colours that route policies set; empty where none was sought
 */
public record NetworkInventory(List<ConfiguredPolicy> configured, List<LivePolicy> live, Set<Integer> routeColors) {

    /** As a tunnel between two ends sees it. */
    public ProvisioningSnapshot between(TunnelEndCapabilities ends) {
        return new ProvisioningSnapshot(ends, configured, live, routeColors);
    }

    /** With a policy that is about to be written. */
    public NetworkInventory with(ConfiguredPolicy reserved) {
        return new NetworkInventory(
                Stream.concat(configured.stream(), Stream.of(reserved)).toList(), live, routeColors);
    }
}
