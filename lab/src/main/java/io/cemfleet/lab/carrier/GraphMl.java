package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.GeoPosition;
import io.cemfleet.lab.network.TopologyBuilder.LinkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads GraphML as the Internet Topology Zoo writes it. It accepts parallel links, isolated nodes, nodes without
 * coordinates and repeated labels, and leaves out links from a node to itself. In a directed graph, two opposite edges
 * are one cable.
 */
final class GraphMl {

    private static final double UNKNOWN_DELAY_MS = 1.0;
    private static final double DRAFT_CAPACITY_MBPS = 100_000;

    private GraphMl() {}

    static NetworkBlueprint read(Path file) {
        Element root = parse(file).getDocumentElement();
        Map<String, String> keys = new HashMap<>();
        for (Element key : elements(root, "key")) {
            keys.put(key.getAttribute("id"), key.getAttribute("for") + "." + key.getAttribute("attr.name"));
        }
        List<NetworkBlueprint.Site> sites = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        HostnameGenerator hostnames = new HostnameGenerator();
        for (Element node : elements(root, "node")) {
            String id = node.getAttribute("id");
            Map<String, String> data = data(node, keys);
            index.put(id, sites.size());
            sites.add(new NetworkBlueprint.Site(
                    hostnames.of(data.getOrDefault("node.label", ""), id), position(data), 1));
        }
        List<NetworkBlueprint.Span> spans = new ArrayList<>();
        Map<List<Integer>, Integer> halves = new HashMap<>();
        boolean directedByDefault = elements(root, "graph").stream()
                .anyMatch(graph -> graph.getAttribute("edgedefault").equals("directed"));
        for (Element edge : elements(root, "edge")) {
            Integer one = index.get(edge.getAttribute("source"));
            Integer other = index.get(edge.getAttribute("target"));
            if (one == null || other == null || one.equals(other)) {
                continue;
            }
            if (!directed(edge, directedByDefault) || !otherHalf(one, other, halves)) {
                spans.add(new NetworkBlueprint.Span(
                        one, other, DRAFT_CAPACITY_MBPS, delay(sites.get(one), sites.get(other)), 1, Set.of(), 0));
            }
        }
        if (spans.isEmpty()) {
            throw new IllegalArgumentException(file + " has no links");
        }
        return new NetworkBlueprint(file.getFileName().toString().replaceFirst("\\.graphml$", ""), sites, spans);
    }

    private static boolean directed(Element edge, boolean byDefault) {
        return edge.hasAttribute("directed") ? edge.getAttribute("directed").equals("true") : byDefault;
    }

    /** Whether the edge is the second direction of a cable whose first one was read before. */
    private static boolean otherHalf(int from, int to, Map<List<Integer>, Integer> halves) {
        int waiting = halves.getOrDefault(List.of(to, from), 0);
        if (waiting > 0) {
            halves.put(List.of(to, from), waiting - 1);
            return true;
        }
        halves.merge(List.of(from, to), 1, Integer::sum);
        return false;
    }

    private static double delay(NetworkBlueprint.Site one, NetworkBlueprint.Site other) {
        GeoPosition from = one.position();
        GeoPosition to = other.position();
        return from == null || to == null ? UNKNOWN_DELAY_MS : LinkSpec.fibreDelayMs(from, to);
    }

    private static @Nullable GeoPosition position(Map<String, String> data) {
        String lat = data.get("node.Latitude");
        String lon = data.get("node.Longitude");
        if (lat == null || lon == null) {
            return null;
        }
        try {
            return new GeoPosition(Double.parseDouble(lat), Double.parseDouble(lon));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Map<String, String> data(Element element, Map<String, String> keys) {
        Map<String, String> data = new HashMap<>();
        for (Element entry : elements(element, "data")) {
            String name = keys.get(entry.getAttribute("key"));
            if (name != null) {
                data.put(name, entry.getTextContent().strip());
            }
        }
        return data;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static Document parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
