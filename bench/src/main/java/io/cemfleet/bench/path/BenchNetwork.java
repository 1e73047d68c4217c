package io.cemfleet.bench.path;

import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The networks that are measured. Parallel links are kept; metrics are drawn with a fixed seed, and delays follow them,
 * as carriers set metrics.
 */
final class BenchNetwork {
    private static final long SEED = 754;
    private static final int HIGHEST_METRIC = 1000;
    private static final int LINKS_PER_GROUP = 3;
    private static final double CAPACITY_MBPS = 100_000;

    private final Random random = new Random(SEED);
    private final List<Router> routers = new ArrayList<>();
    private final List<LinkDirection> directions = new ArrayList<>();
    private final int[] ports;

    private BenchNetwork(int nodes) {
        ports = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            String address = "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255);
            routers.add(new Router(
                    name(i),
                    "N" + i,
                    address,
                    new LabelRange(16_000, 899_999),
                    new LabelRange(900_000, 990_000),
                    10,
                    16_000 + i));
        }
    }

    /** The network of a GraphML file as the Internet Topology Zoo writes it, without links from a node to itself. */
    static NetworkTopology read(Path file) throws IOException {
        Document document = parse(file);
        var numbers = new HashMap<String, Integer>();
        var nodes = document.getElementsByTagNameNS("*", "node");
        for (int i = 0; i < nodes.getLength(); i++) {
            numbers.put(((Element) nodes.item(i)).getAttribute("id"), i);
        }
        var network = new BenchNetwork(nodes.getLength());
        var edges = document.getElementsByTagNameNS("*", "edge");
        for (int i = 0; i < edges.getLength(); i++) {
            var edge = (Element) edges.item(i);
            Integer one = numbers.get(edge.getAttribute("source"));
            Integer other = numbers.get(edge.getAttribute("target"));
            if (one != null && other != null && !one.equals(other)) {
                network.connect(one, other);
            }
        }
        return network.topology();
    }

    /** A connected network: each router with an earlier one, as many links again at random, and some parallel ones. */
    static NetworkTopology generated(int nodes) {
        var network = new BenchNetwork(nodes);
        for (int i = 1; i < nodes; i++) {
            network.connect(i, network.random.nextInt(i));
        }
        for (int i = 0; i < nodes; i++) {
            int one = network.random.nextInt(nodes);
            int other = network.random.nextInt(nodes);
            if (one != other) {
                network.connect(one, other);
            }
            if (one != other && i % 10 == 0) {
                network.connect(one, other);
            }
        }
        return network.topology();
    }

    private void connect(int one, int other) {
        int metric = 1 + random.nextInt(HIGHEST_METRIC);
        int number = directions.size() / 2;
        Set<Integer> groups = Set.of(1 + number / LINKS_PER_GROUP);
        String id = "l" + number;
        LinkEnd a = new LinkEnd(name(one), "et" + ports[one]++, null);
        LinkEnd z = new LinkEnd(name(other), "et" + ports[other]++, null);
        directions.add(new LinkDirection(id, a, z, id + "-a", attributes(metric, 900_000 + ports[one], groups)));
        directions.add(new LinkDirection(id, z, a, id + "-z", attributes(metric, 900_000 + ports[other], groups)));
    }

    private static LinkAttributes attributes(int metric, int sid, Set<Integer> groups) {
        return new LinkAttributes("0", metric, metric, sid, CAPACITY_MBPS, metric / 100.0, groups, 0);
    }

    private NetworkTopology topology() {
        return NetworkTopology.of(routers, directions, Instant.EPOCH);
    }

    private static String name(int number) {
        return "n" + number;
    }

    private static Document parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
