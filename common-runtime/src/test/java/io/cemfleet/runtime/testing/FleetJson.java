package io.cemfleet.runtime.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.runtime.json.AgentJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** JSON as the fleet writes it, for tests; and the golden messages, which both sides' tests parse. */
public final class FleetJson {
    public static final JsonMapper MAPPER = AgentJson.MAPPER;

    private FleetJson() {}

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The golden message of a task type: {@code golden/<task_type>.json}. */
    public static JsonNode golden(String taskType) {
        try (InputStream file = FleetJson.class.getResourceAsStream("/golden/" + taskType + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("no golden message of " + taskType);
            }
            return MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
