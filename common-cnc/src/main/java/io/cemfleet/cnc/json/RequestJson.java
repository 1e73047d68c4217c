package io.cemfleet.cnc.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds small JSON objects for requests. */
public final class RequestJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RequestJson() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An object with one member. */
    public static ObjectNode object(String name, JsonNode value) {
        return object().set(name, value);
    }

    public static ArrayNode array(JsonNode... entries) {
        var array = NODES.arrayNode(entries.length);
        for (var entry : entries) {
            array.add(entry);
        }
        return array;
    }

    public static <T> ArrayNode array(Collection<T> values, Function<? super T, ? extends JsonNode> mapping) {
        var array = NODES.arrayNode(values.size());
        values.forEach(value -> array.add(mapping.apply(value)));
        return array;
    }

    /** Sets the member unless there is no value. */
    public static void setIfKnown(ObjectNode object, String name, @Nullable Number value) {
        if (value != null) {
            object.put(name, value.longValue());
        }
    }
}
