package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.json.AgentJson;
import java.io.IOException;

/** Reads and writes the JSON of the topics and stores. */
public final class AlertJson {
    private AlertJson() {}

    public static byte[] bytes(Object value) {
        try {
            return AgentJson.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    public static String text(Object value) {
        try {
            return AgentJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    public static JsonNode tree(Object value) {
        return AgentJson.MAPPER.valueToTree(value);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is none of this type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return present(AgentJson.MAPPER.readValue(json, type), type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is none of this type
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return present(AgentJson.MAPPER.readValue(json, type), type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private static <T> T present(T value, Class<T> type) {
        if (value == null) {
            throw new IllegalArgumentException("null is not a " + type.getSimpleName());
        }
        return value;
    }
}
