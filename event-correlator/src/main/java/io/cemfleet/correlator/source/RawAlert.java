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
    /** Bytes of a UTF-16 unit at the most: a control character becomes six characters, others three bytes. */
    private static final long ESCAPED = 6;
    /** Quotes or brackets, colon and comma. */
    private static final int PUNCTUATION = 4;
    /** The longest number of 64 bits, with a comma. */
    private static final int SCALAR = 32;

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

    /** Written only where an estimate that is never too low leaves it open. */
    private static boolean fits(JsonNode element) {
        return mostBytes(element) <= FieldLimits.RAW_BYTES || AlertJson.bytes(element).length <= FieldLimits.RAW_BYTES;
    }

    /** No less than the bytes that a node takes when it is written, with what separates it from the next. */
    static long mostBytes(JsonNode node) {
        if (node.isTextual()) {
            return ESCAPED * node.textValue().length() + PUNCTUATION;
        }
        if (node.isBigInteger() || node.isBigDecimal()) {
            return node.asText().length() + PUNCTUATION;
        }
        if (!node.isContainerNode()) {
            return SCALAR;
        }
        long bytes = PUNCTUATION;
        for (JsonNode element : node) {
            bytes += mostBytes(element);
        }
        for (var field : node.properties()) {
            bytes += ESCAPED * field.getKey().length() + PUNCTUATION;
        }
        return bytes;
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
