package io.cemfleet.cnc.topology;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps the controller's {@code networks} document to a snapshot. */
final class TopologyReader {

    private static final Logger log = LoggerFactory.getLogger(TopologyReader.class);

    private final Map<String, JsonNode> nodes = new TreeMap<>();
    private final Map<String, JsonNode> links = new TreeMap<>();
    private final Map<String, JsonNode> ethernet = new HashMap<>();
    private final List<JsonNode> ethernetLinks = new ArrayList<>();

    private TopologyReader() {}

    static CncResult<NetworkTopology> read(JsonNode document, Instant readAt) {
        var reader = new TopologyReader();
        var root = has(document, "networks") ? at(document, "networks") : document;
        for (var network : each(root, "network")) {
            each(network, "node").forEach(reader::keepNode);
            each(network, "link").forEach(reader::keepLink);
        }
        if (reader.nodes.isEmpty()) {
            return CncResult.unavailable("the topology answer has no router", true);
        }
        return CncResult.ok(reader.topology(readAt));
    }

    private void keepNode(JsonNode node) {
        var hostname = text(node, "node-id");
        if (hostname != null && RouterReader.routerId(node) != null) {
            nodes.putIfAbsent(hostname, node);
        }
    }

    private void keepLink(JsonNode link) {
        var id = text(link, "link-id");
        if (id == null) {
            return;
        }
        if (has(link, "l2-link-attributes")) {
            ethernet.putIfAbsent(ends(link), at(link, "l2-link-attributes"));
            ethernetLinks.add(link);
        }
        if (has(link, "l3-link-attributes")) {
            links.putIfAbsent(id, link);
        }
    }

    private NetworkTopology topology(Instant readAt) {
        var slugs = RouterSlugs.unique(nodes.keySet());
        var addresses = new HashMap<String, Map<String, String>>();
        var routers = new ArrayList<Router>();
        nodes.forEach((hostname, node) -> {
            var routerId = RouterReader.routerId(node);
            addresses.put(hostname, RouterReader.addresses(node));
            if (routerId != null) {
                routers.add(RouterReader.read(node, hostname, slugs.getOrDefault(hostname, hostname), routerId));
            }
        });
        var drafts = drafts(slugs, addresses);
        var cables = configuredCables(slugs, addresses);
        drafts.forEach(draft -> cables.add(draft.cable()));
        var ids = LinkIds.of(cables);
        var directions = drafts.stream()
                .map(draft -> draft.named(ids.getOrDefault(draft.cable(), draft.cncLinkId())))
                .toList();
        var adjacent = directions.stream().map(LinkDirection::linkId).collect(Collectors.toSet());
        var down = ids.values().stream().filter(id -> !adjacent.contains(id)).toList();
        return NetworkTopology.of(routers, directions, down, readAt);
    }

    /**
     * The cables between interfaces that have an address, with or without an adjacency: a failed link is missing from
     * the IGP alone, so that its parallels keep their numbers. Members of a bundle have no address and are left out.
     */
    private Set<LinkIds.CableEnds> configuredCables(
            Map<String, String> slugs, Map<String, Map<String, String>> addresses) {
        var cables = new HashSet<LinkIds.CableEnds>();
        for (var link : ethernetLinks) {
            var source = configuredEnd(at(link, "source"), "source", slugs, addresses);
            var target = configuredEnd(at(link, "destination"), "dest", slugs, addresses);
            if (source != null && target != null && !source.node().equals(target.node())) {
                cables.add(LinkIds.CableEnds.between(source, target));
            }
        }
        return cables;
    }

    private static @Nullable LinkEnd configuredEnd(
            JsonNode end, String side, Map<String, String> slugs, Map<String, Map<String, String>> addresses) {
        var hostname = text(end, side + "-node");
        var port = text(end, side + "-tp");
        if (hostname == null || port == null) {
            return null;
        }
        var slug = slugs.get(hostname);
        var address = address(addresses, hostname, port);
        return slug == null || address == null ? null : new LinkEnd(slug, port, address);
    }

    /** One draft for each pair of interfaces and direction, whichever protocols and levels report it. */
    private List<LinkDirectionDraft> drafts(Map<String, String> slugs, Map<String, Map<String, String>> addresses) {
        var drafts = new TreeMap<String, LinkDirectionDraft>();
        links.forEach((id, link) -> {
            var from = text(link, "source", "source-node");
            var to = text(link, "destination", "dest-node");
            var fromPort = text(link, "source", "source-tp");
            var toPort = text(link, "destination", "dest-tp");
            if (from == null || to == null || fromPort == null || toPort == null) {
                log.warn("Link {} is reported without its ends, and left out", id);
                return;
            }
            var fromSlug = slugs.get(from);
            var toSlug = slugs.get(to);
            if (fromSlug == null || toSlug == null || fromSlug.equals(toSlug)) {
                return;
            }
            var source = new LinkEnd(fromSlug, fromPort, address(addresses, from, fromPort));
            var target = new LinkEnd(toSlug, toPort, address(addresses, to, toPort));
            LinkDirectionDraft.read(
                            id, source, target, link, ethernet.getOrDefault(ends(link), YangJson.at(link, "none")))
                    .ifPresentOrElse(
                            draft -> drafts.putIfAbsent(ends(link), draft),
                            () -> log.warn("Link {} is reported without an IGP metric, and left out", id));
        });
        return List.copyOf(drafts.values());
    }

    private static @Nullable String address(Map<String, Map<String, String>> addresses, String hostname, String port) {
        return addresses.getOrDefault(hostname, Map.of()).get(port);
    }

    private static String ends(JsonNode link) {
        return String.join(
                "\n",
                YangJson.textOr("", link, "source", "source-node"),
                YangJson.textOr("", link, "source", "source-tp"),
                YangJson.textOr("", link, "destination", "dest-node"),
                YangJson.textOr("", link, "destination", "dest-tp"));
    }
}
