package io.cemfleet.network.service;

import java.util.List;
import java.util.Optional;

/**
 * A layer-3 VPN service.
 *
 * @param vpnId its key
 * @param name the VPN's name, its id where it has none
 * @param customer empty where none is given
 * @param description free text, empty where none is given; may carry {@code tier=gold}
 * @param topology unprefixed: {@code any-to-any}, {@code hub-spoke}, …
 */
public record VpnService(
        String vpnId, String name, String customer, String description, String topology, List<VpnNode> nodes) {

    public VpnService {
        nodes = List.copyOf(nodes);
    }

    /** The node with this slug or hostname. */
    public Optional<VpnNode> node(String slugOrHostname) {
        return nodes.stream()
                .filter(n -> slugOrHostname.equals(n.node()) || slugOrHostname.equals(n.hostname()))
                .findFirst();
    }
}
