package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Builds and reads the vendor's JSON, whose member names are no Java names. */
final class VendorJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private VendorJson() {}

    /** An object from alternating names and values; a null value leaves its member out. */
    static ObjectNode obj(@Nullable Object... pairs) {
        ObjectNode node = NODES.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                node.set(String.valueOf(pairs[i]), node(value));
            }
        }
        return node;
    }

    static ArrayNode array(Iterable<? extends JsonNode> items) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(array::add);
        return array;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case JsonNode node -> node;
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(item -> array.add(item == null ? NODES.nullNode() : node(item)));
                yield array;
            }
            case String text -> NODES.textNode(text);
            case Integer number -> NODES.numberNode(number.intValue());
            case Long number -> NODES.numberNode(number.longValue());
            case Double number -> NODES.numberNode(number.doubleValue());
            case Boolean flag -> NODES.booleanNode(flag);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a document straight to bytes. */
    interface JsonWriter {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] written(JsonWriter writer) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A document from entries that are rendered already, separated by commas. */
    static byte[] join(String before, Collection<byte[]> entries, String after) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] end = after.getBytes(StandardCharsets.UTF_8);
        int length = start.length + end.length + Math.max(0, entries.size() - 1);
        for (byte[] entry : entries) {
            length += entry.length;
        }
        ByteBuffer document = ByteBuffer.allocate(length).put(start);
        boolean first = true;
        for (byte[] entry : entries) {
            if (!first) {
                document.put((byte) ',');
            }
            document.put(entry);
            first = false;
        }
        return document.put(end).array();
    }

    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The same tree without "module:" prefixes of member names, which clients may write or omit. */
    static JsonNode unprefixed(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(item -> array.add(unprefixed(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode plain = NODES.objectNode();
        node.properties().forEach(f -> plain.set(local(f.getKey()), unprefixed(f.getValue())));
        return plain;
    }

    static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** The entries of a list that may be a single object. */
    static List<JsonNode> items(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).toList();
        }
        return node.isObject() ? List.of(node) : List.of();
    }
}
