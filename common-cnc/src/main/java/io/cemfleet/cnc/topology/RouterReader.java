package io.cemfleet.cnc.topology;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.Router;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps a node of the reported network to a router. */
final class RouterReader {

    private RouterReader() {}

    static @Nullable String routerId(JsonNode node) {
        return each(node, "l3-node-attributes", "router-id").stream()
                .map(JsonNode::asText)
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElse(null);
    }

    static Router read(JsonNode node, String hostname, String slug, String routerId) {
        var attributes = at(node, "l3-node-attributes");
        var segmentRouting = at(attributes, "sr-mpls");
        var srgb = range(segmentRouting, "srgb");
        return new Router(
                slug,
                hostname,
                routerId,
                srgb,
                range(segmentRouting, "srlb"),
                integer(segmentRouting, "msd"),
                nodeSid(attributes, routerId, srgb).orElse(null));
    }

    /** Interface name to its IPv4 address. */
    static Map<String, String> addresses(JsonNode node) {
        var addresses = new HashMap<String, String>();
        for (var point : each(node, "termination-point")) {
            var name = text(point, "tp-id");
            var address =
                    each(point, "termination-point-attributes", "l3-termination-point-attributes", "ip-address")
                            .stream()
                            .map(JsonNode::asText)
                            .filter(a -> a.indexOf('.') > 0)
                            .findFirst();
            if (name != null && address.isPresent()) {
                addresses.put(name, address.get());
            }
        }
        return addresses;
    }

    /** The prefix SID of algorithm 0 with the node flag; of the router id's own prefix where several have one. */
    private static Optional<Integer> nodeSid(JsonNode attributes, String routerId, @Nullable LabelRange srgb) {
        Optional<Integer> found = Optional.empty();
        for (var prefix : each(attributes, "prefix")) {
            var own = (routerId + "/32").equals(text(prefix, "prefix"));
            for (var sid : each(prefix, "sr-mpls")) {
                var label = label(sid, srgb);
                if (label.isPresent() && (own || found.isEmpty())) {
                    found = label;
                }
            }
        }
        return found;
    }

    private static Optional<Integer> label(JsonNode sid, @Nullable LabelRange srgb) {
        var algorithm = integer(sid, "algorithm-value");
        var start = integer(sid, "start-sid");
        var isNode = !"false".equals(text(sid, "is-node"));
        if (start == null || !isNode || algorithm != null && algorithm != 0) {
            return Optional.empty();
        }
        if ("absolute".equals(YangJson.textOr("index", sid, "value-type"))) {
            return Optional.of(start);
        }
        return srgb == null ? Optional.empty() : Optional.of(srgb.lower() + start);
    }

    private static @Nullable LabelRange range(JsonNode segmentRouting, String name) {
        for (var block : each(segmentRouting, name)) {
            var lower = integer(block, "lower-bound");
            var upper = integer(block, "upper-bound");
            if (lower != null && upper != null && lower >= 0 && lower <= upper) {
                return new LabelRange(lower, upper);
            }
        }
        return null;
    }
}
