package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.input.SafeText;

/** An alert as its source wrote it, small enough to be part of a record on Kafka. */
final class RawAlert {

    private RawAlert() {}

    /** The alert as it is; one that is too large, with its long texts cut. */
    static JsonNode bounded(JsonNode element) {
        if (fits(element)) {
            return element;
        }
        JsonNode cut = cut(element);
        if (!fits(cut)) {
            throw new BadFieldException("", "must not be larger than " + FieldLimits.RAW_BYTES + " bytes");
        }
        return cut;
    }

    private static boolean fits(JsonNode element) {
        return AlertJson.bytes(element).length <= FieldLimits.RAW_BYTES;
    }

    private static JsonNode cut(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(SafeText.cut(node.textValue(), FieldLimits.TEXT));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(cut(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), cut(field.getValue())));
        return object;
    }
}
