package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renders routers and links with an adjacency as {@code ietf-network-state:networks}: one link per direction, with its
 * layer 2 counterpart.
 */
final class TopologyDocument {
    static final String NETWORK_ID = "Default-network";

    private TopologyDocument() {}

    static ObjectNode network(NetworkState state) {
        LabTopology topology = state.topology();
        List<JsonNode> nodes = new ArrayList<>();
        Map<Integer, List<DirectedLink>> interfaces = IntStream.range(0, topology.directionCount())
                .mapToObj(topology::direction)
                .collect(Collectors.groupingBy(DirectedLink::from));
        topology.routers()
                .forEach(router -> nodes.add(node(router, interfaces.getOrDefault(router.index(), List.of()))));
        List<JsonNode> links = new ArrayList<>();
        for (LabLink link : topology.links()) {
            for (DirectedLink direction : List.of(link.forward(), link.reverse())) {
                if (!state.failed(link.index())) {
                    links.add(layer3(state, link, direction));
                }
                if (!state.cut(link.index())) {
                    links.add(layer2(topology, link, direction));
                }
            }
        }
        return VendorJson.obj(
                "network-id",
                NETWORK_ID,
                "network-types",
                VendorJson.obj(
                        "ietf-l3-unicast-topology-state:l3-unicast-topology",
                        VendorJson.obj(
                                "cisco-crosswork-isis-topology:isis",
                                VendorJson.obj(),
                                "ietf-sr-mpls-topology-state:sr-mpls",
                                VendorJson.obj()),
                        "ietf-l2-topology-state:l2-topology",
                        VendorJson.obj()),
                "node",
                nodes,
                "ietf-network-topology-state:link",
                links);
    }

    /** The id of the layer 3 link of a direction. */
    static String linkId(LabTopology topology, DirectedLink direction) {
        return linkId(topology, direction, "ISIS_IPV4_L2");
    }

    private static String linkId(LabTopology topology, DirectedLink direction, String type) {
        return String.join(
                " : ",
                topology.router(direction.from()).hostname(),
                direction.interfaceName(),
                topology.router(direction.to()).hostname(),
                direction.peerInterface(),
                type);
    }

    private static JsonNode node(LabRouter router, List<DirectedLink> interfaces) {
        List<JsonNode> points = new ArrayList<>();
        for (DirectedLink direction : interfaces) {
            points.add(point(direction, points.size() + 3));
        }
        return VendorJson.obj(
                "node-id",
                router.hostname(),
                "ietf-network-topology-state:termination-point",
                points,
                "ietf-l3-unicast-topology-state:l3-node-attributes",
                layer3(router));
    }

    private static JsonNode point(DirectedLink direction, int unnumberedId) {
        return VendorJson.obj(
                "tp-id",
                direction.interfaceName(),
                "cisco-crosswork-topology-state:termination-point-attributes",
                VendorJson.obj(
                        "l2-termination-point-attributes",
                        VendorJson.obj(
                                "unnumbered-id",
                                List.of(unnumberedId),
                                "mac-address",
                                "02:00:00:00:%02x:%02x"
                                        .formatted(direction.index() >> 8 & 255, direction.index() & 255),
                                "encapsulation-type",
                                "ethernet"),
                        "l3-termination-point-attributes",
                        VendorJson.obj("ip-address", List.of(direction.address()))));
    }

    private static JsonNode layer3(LabRouter router) {
        return VendorJson.obj(
                "name",
                router.hostname(),
                "router-id",
                List.of(router.routerId()),
                "cisco-crosswork-isis-topology:isis-node-attributes",
                List.of(VendorJson.obj("level", "level-2", "system-id", systemId(router))),
                "ietf-sr-mpls-topology-state:sr-mpls",
                VendorJson.obj(
                        "srgb",
                        List.of(range(LabRouter.SRGB_LOWER, LabRouter.SRGB_UPPER)),
                        "srlb",
                        List.of(range(LabRouter.SRLB_LOWER, LabRouter.SRLB_UPPER)),
                        "msd",
                        LabRouter.MAXIMUM_SID_DEPTH),
                "prefix",
                List.of(VendorJson.obj(
                        "prefix",
                        router.routerId() + "/32",
                        "ietf-sr-mpls-topology-state:sr-mpls",
                        List.of(VendorJson.obj(
                                "algorithm-value",
                                0,
                                "value-type",
                                "index",
                                "start-sid",
                                router.sidIndex(),
                                "is-node",
                                true)))));
    }

    private static JsonNode range(int lower, int upper) {
        return VendorJson.obj("lower-bound", lower, "upper-bound", upper);
    }

    /** What names a layer-3 link wherever the controller speaks of it: its id and both ends. */
    static ObjectNode link(LabTopology topology, DirectedLink direction) {
        return link(topology, direction, "ISIS_IPV4_L2");
    }

    private static ObjectNode link(LabTopology topology, DirectedLink direction, String type) {
        return VendorJson.obj(
                "link-id",
                linkId(topology, direction, type),
                "source",
                VendorJson.obj(
                        "source-node",
                        topology.router(direction.from()).hostname(),
                        "source-tp",
                        direction.interfaceName()),
                "destination",
                VendorJson.obj(
                        "dest-node", topology.router(direction.to()).hostname(), "dest-tp", direction.peerInterface()));
    }

    private static JsonNode layer3(NetworkState state, LabLink link, DirectedLink direction) {
        LabTopology topology = state.topology();
        ObjectNode node = link(topology, direction);
        node.set(
                "ietf-l3-unicast-topology-state:l3-link-attributes",
                VendorJson.obj(
                        "name",
                        linkId(topology, direction),
                        "metric1",
                        String.valueOf(state.igpMetric(direction.index())),
                        "metric2",
                        String.valueOf(direction.teMetric()),
                        "ietf-sr-mpls-topology-state:sr-mpls",
                        VendorJson.obj(
                                "sids",
                                List.of(VendorJson.obj(
                                        "sid",
                                        direction.adjacencySid(),
                                        "value-type",
                                        "absolute",
                                        "address-family",
                                        "ipv4")),
                                "information-source",
                                "isis"),
                        "cisco-crosswork-l3-te-topology:l3-link-attributes",
                        VendorJson.obj(
                                "domain-id",
                                "0",
                                "max-bandwidth-kbps",
                                String.valueOf(Math.round(link.capacityMbps() * 1000)),
                                "administrative-group",
                                Integer.toUnsignedLong(link.affinities()),
                                "srlg",
                                link.srlgs().stream().sorted().toList()),
                        "cisco-crosswork-isis-topology:isis-link-attributes",
                        VendorJson.obj(
                                "level",
                                2,
                                "net",
                                VendorJson.obj("system-id", systemId(topology.router(direction.from()))))));
        return node;
    }

    private static JsonNode layer2(LabTopology topology, LabLink link, DirectedLink direction) {
        ObjectNode node = link(topology, direction, "ETHERNET");
        node.set(
                "ietf-l2-topology-state:l2-link-attributes",
                VendorJson.obj(
                        "name",
                        linkId(topology, direction, "ETHERNET"),
                        "rate",
                        String.valueOf(Math.round(link.capacityMbps() * 1000)),
                        "delay",
                        CncUnits.micros(link.delayMs()),
                        "duplex",
                        "full-duplex"));
        return node;
    }

    private static String systemId(LabRouter router) {
        return "0000.0000.%04d".formatted(router.sidIndex());
    }
}
