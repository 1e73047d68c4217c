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
     * @param peers the service's other nodes, at least 1; they count also where the topology does not have them
     */
    public record VpnDirection(VpnNode head, String headEnd, VpnNode end, String endPoint, int peers) {

        /** This direction's part of what the head-end may send: an even split, since what is sold names no destination. */
        public double evenPart(double mbps) {
            return mbps / peers;
        }
    }

    /** Every ordered pair of different nodes that the topology has. */
    public List<VpnDirection> directions() {
        return nodes.stream().flatMap(head -> directionsFrom(head).stream()).toList();
    }

    /** The directions that begin at a node; empty where the topology does not have it. */
    public List<VpnDirection> directionsFrom(VpnNode head) {
        var headEnd = head.node();
        if (headEnd == null) {
            return List.of();
        }
        var others =
                nodes.stream().filter(other -> !headEnd.equals(other.node())).toList();
        var directions = new ArrayList<VpnDirection>();
        for (var end : others) {
            var endPoint = end.node();
            if (endPoint != null) {
                directions.add(new VpnDirection(head, headEnd, end, endPoint, others.size()));
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
