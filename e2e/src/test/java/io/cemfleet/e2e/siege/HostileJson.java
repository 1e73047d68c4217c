package io.cemfleet.e2e.siege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Creates invalid variants of a valid message: one value, or its bytes, replaced by something that a sender should not
 * send.
 */
final class HostileJson {
    /** Stands in a tree for half of a surrogate pair, which only an escape in the text can carry. */
    private static final String LONE = "@@lone@@";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "nul\u0000inside",
            "\u001B[2Jescape",
            "line\u0085next",
            LONE,
            "\uD83D\uDE00 \u202Eright to left \u200B",
            "' or 1=1 --",
            "{{7*7}}${7*7}<script>alert(1)</script>",
            "../../etc/passwd",
            "%00%0a%ff",
            "+292278994-08-17T07:12:55Z",
            "1969-12-31T23:59:59Z",
            "2026-01-19T10:30:00+0000",
            "2026-02-30T25:61:61Z",
            "-0",
            "NaN",
            "null",
            "INC-2026-0001");
    private static final List<JsonNode> NUMBERS = List.of(
            JSON.numberNode(-1),
            JSON.numberNode(0),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(Long.MIN_VALUE),
            JSON.numberNode(1e308),
            JSON.numberNode(-1e-308),
            JSON.numberNode(1_768_818_600_000_000_000L),
            JSON.numberNode(new java.math.BigInteger("9".repeat(400))));

    private final Random random;

    HostileJson(Random random) {
        this.random = random;
    }

    /** The bytes of the message with one fault. */
    byte[] spoiled(JsonNode sound) {
        return random.nextInt(8) == 0 ? spoiledBytes(sound) : bytes(spoiledValue(sound.deepCopy()));
    }

    private byte[] spoiledBytes(JsonNode sound) {
        byte[] bytes = bytes(sound);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (random.nextInt(9)) {
            case 0 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 2 -> new byte[0];
            case 3 -> "\uFEFF".concat(text).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("[".repeat(3000) + "]".repeat(3000)).getBytes(StandardCharsets.UTF_8);
            case 5 ->
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e \"e\">]><x>&e;</x>".getBytes(StandardCharsets.UTF_8);
            case 6 -> text.getBytes(StandardCharsets.UTF_16);
            case 7 -> flipped(bytes);
            default -> "[null,%s,17,[]]".formatted(text).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = 0; i < 3 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
        }
        return bytes;
    }

    private JsonNode spoiledValue(JsonNode tree) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(tree, objects);
        if (objects.isEmpty()) {
            return hostileValue();
        }
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(10) == 0) {
            object.set(TEXTS.get(random.nextInt(TEXTS.size())), hostileValue());
        } else if (random.nextInt(10) == 0) {
            object.remove(names.get(random.nextInt(names.size())));
        } else {
            object.set(names.get(random.nextInt(names.size())), hostileValue());
        }
        return tree;
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object) {
            into.add(object);
        }
        node.forEach(child -> collect(child, into));
    }

    private JsonNode hostileValue() {
        return switch (random.nextInt(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 -> array();
            case 4 -> JSON.objectNode().set("nested", JSON.objectNode().putNull("x"));
            case 5 -> JSON.textNode("x".repeat(longLength()));
            case 6 -> JSON.textNode("delay ".repeat(longLength() / 6));
            case 7 -> JSON.textNode("delay " + "9".repeat(longLength()));
            default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private ArrayNode array() {
        ArrayNode array = JSON.arrayNode().addNull();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return array;
    }

    /** Mostly just above what columns and indexes take, seldom near the limit of a body. */
    private int longLength() {
        return random.nextInt(50) == 0
                ? 450_000
                : List.of(257, 1_100, 3_000, 6_000, 12_000).get(random.nextInt(5));
    }

    private static byte[] bytes(JsonNode tree) {
        return tree.toString().replace(LONE, "\\ud800").getBytes(StandardCharsets.UTF_8);
    }

    /** Variants of a path that must not lead to another handler than its plain form, or to one without a login. */
    String path(String plain) {
        Map<Integer, String> variants = Map.of(
                0, plain.replaceFirst("/a", "/%61"),
                1, plain.replaceFirst("/", "/x/../"),
                2, "/" + plain,
                3, plain + ";jsessionid=1",
                4, plain.toUpperCase(java.util.Locale.ROOT),
                5, plain + "?cursor=%00",
                6, plain + "?cursor=%FF%FE",
                7, plain + "/",
                8, plain + "%2F..%2F",
                9, plain + "?" + "a=1&".repeat(2_000));
        return variants.getOrDefault(random.nextInt(60), plain);
    }
}
