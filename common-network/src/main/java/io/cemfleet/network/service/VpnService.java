package io.cemfleet.network.service;

import java.util.ArrayList;
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

    /**
     * Traffic between two of the service's nodes that the topology has.
     *
     * @param headEnd slug of the node that sends it into the network
     * @param endPoint slug of the node that it leaves the network at
     */
    public record VpnDirection(VpnNode head, String headEnd, VpnNode end, String endPoint) {}

    /** Every ordered pair of different nodes that the topology has. */
    public List<VpnDirection> directions() {
        var directions = new ArrayList<VpnDirection>();
        for (var head : nodes) {
            for (var end : nodes) {
                var headEnd = head.node();
                var endPoint = end.node();
                if (headEnd != null && endPoint != null && !headEnd.equals(endPoint)) {
                    directions.add(new VpnDirection(head, headEnd, end, endPoint));
                }
            }
        }
        return directions;
    }

    /** The node with this slug or hostname. */
    public Optional<VpnNode> node(String slugOrHostname) {
        return nodes.stream()
                .filter(n -> slugOrHostname.equals(n.node()) || slugOrHostname.equals(n.hostname()))
                .findFirst();
    }
}
