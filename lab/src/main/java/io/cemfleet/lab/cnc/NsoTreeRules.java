package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of NSO's configuration trees: how a body names its entry, how a patch merges, what is mandatory. */
final class NsoTreeRules {
    private static final Map<String, String> LIST_KEYS = Map.of(
            "path", "preference", "sid-list", "name", "head-end", "name", "sid", "index", "color", "id", "rd", "id");

    private NsoTreeRules() {}

    /** The only entry of a list in a body; its key, if present, must match the address. */
    static ObjectNode entry(CncRequest request, String list, String key, String value) {
        if (!request.contentType().equals(CncReply.YANG_JSON)) {
            throw new CncRefusedException(
                    CncReply.nso(415, "invalid-value", "Unsupported media type: " + request.contentType()));
        }
        JsonNode body = VendorJson.parse(request.body())
                .map(VendorJson::unprefixed)
                .orElseThrow(() -> new CncRefusedException(CncReply.nso(400, "malformed-message", "Malformed JSON")));
        List<JsonNode> entries = VendorJson.items(body.path(list));
        if (entries.size() != 1 || body.size() != 1) {
            throw new CncRefusedException(CncReply.nso(400, "unknown-element", "expected one " + list));
        }
        ObjectNode entry = (ObjectNode) entries.getFirst().deepCopy();
        if (!entry.has(key)) {
            entry.put(key, value);
        }
        if (!entry.path(key).asText().equals(value)) {
            throw new CncRefusedException(
                    CncReply.nso(400, "invalid-value", "key " + key + " does not match the resource"));
        }
        return entry;
    }

    static void onlyKnown(ObjectNode entry, Set<String> known) {
        entry.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new CncRefusedException(CncReply.nso(400, "unknown-element", "unknown element: " + name));
            }
        });
    }

    static JsonNode mandatory(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty()) {
            throw new CncRefusedException(CncReply.nso(400, "missing-attribute", "missing mandatory element: " + name));
        }
        return value;
    }

    static int integer(JsonNode value, String name) {
        String text = value.asText();
        if (!text.matches("\\d{1,9}")) {
            throw new CncRefusedException(
                    CncReply.nso(400, "invalid-value", "invalid value for " + name + ": " + text));
        }
        return Integer.parseInt(text);
    }

    /** Merges as a plain RESTCONF PATCH does: list entries by key; one case of a choice replaces the other. */
    static void merge(ObjectNode into, JsonNode patch) {
        if (patch.has("explicit")) {
            into.remove("dynamic");
        }
        if (patch.has("dynamic")) {
            into.remove("explicit");
        }
        patch.properties().forEach(field -> {
            JsonNode mine = into.get(field.getKey());
            if (mine instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else if (mine instanceof ArrayNode array && LIST_KEYS.containsKey(field.getKey())) {
                mergeList(array, VendorJson.items(field.getValue()), LIST_KEYS.getOrDefault(field.getKey(), "name"));
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static void mergeList(ArrayNode into, List<JsonNode> entries, String key) {
        for (JsonNode entry : entries) {
            ObjectNode known = find(into, key, entry.path(key).asText());
            if (known == null) {
                into.add(entry.deepCopy());
            } else {
                merge(known, entry);
            }
        }
    }

    static @Nullable ObjectNode find(JsonNode list, String key, String value) {
        for (JsonNode item : list) {
            if (item.path(key).asText().equals(value)) {
                return (ObjectNode) item;
            }
        }
        return null;
    }
}
