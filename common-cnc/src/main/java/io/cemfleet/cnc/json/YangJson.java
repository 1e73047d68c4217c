package io.cemfleet.cnc.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cemfleet.network.measurement.ReportedUnit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the controller's JSON leniently. A member is found by its plain name, or by that name behind a module prefix
 * ({@code module:name}) or behind the alarm service's dotted one ({@code alm.name}). What is absent or cannot be read
 * is null, never zero.
 */
public final class YangJson {
    /** From this number on a time counts milliseconds, below it seconds: 1973, and the year 5138. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    /** The length of an ISO 8601 date. */
    private static final int DATE = 10;

    private static final int LONGEST_TIME = 40;

    private YangJson() {}

    /** The member, a missing node where there is none. */
    public static JsonNode member(JsonNode node, String name) {
        var exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        for (var field : node.properties()) {
            if (field.getKey().endsWith(":" + name) || field.getKey().endsWith("." + name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** Members within members. */
    public static JsonNode at(JsonNode node, String... names) {
        var here = node;
        for (var name : names) {
            here = member(here, name);
        }
        return here;
    }

    public static boolean has(JsonNode node, String name) {
        return !member(node, name).isMissingNode();
    }

    /** The entries of a list, the one object where a list was expected, or nothing. */
    public static List<JsonNode> each(JsonNode node, String... names) {
        return entries(at(node, names));
    }

    /** The node's own entries, or the node itself where it is no list. */
    public static List<JsonNode> entries(JsonNode node) {
        if (node.isArray()) {
            var all = new ArrayList<JsonNode>(node.size());
            node.forEach(all::add);
            return all;
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    public static @Nullable String text(JsonNode node, String... names) {
        var value = at(node, names);
        if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
            return null;
        }
        var text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    public static String textOr(String otherwise, JsonNode node, String... names) {
        var text = text(node, names);
        return text == null ? otherwise : text;
    }

    /** A whole number that fits an int, from a number or a text. */
    public static @Nullable Integer integer(JsonNode node, String... names) {
        var number = wholeNumber(node, names);
        return number == null || number != number.intValue() ? null : Integer.valueOf(number.intValue());
    }

    public static @Nullable Long wholeNumber(JsonNode node, String... names) {
        var text = text(node, names);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            var number = decimal(node, names);
            return number == null || number != Math.rint(number) ? null : Long.valueOf(number.longValue());
        }
    }

    /** A finite number, from a number or a text. */
    public static @Nullable Double decimal(JsonNode node, String... names) {
        var text = text(node, names);
        if (text == null) {
            return null;
        }
        try {
            var value = Double.parseDouble(text);
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A finite number that is reported in this unit, in the fleet's unit. */
    public static @Nullable Double figure(ReportedUnit unit, JsonNode node, String... names) {
        var value = decimal(node, names);
        return value == null ? null : Double.valueOf(unit.toFleetUnit(value));
    }

    /**
     * A moment: a time since 1970 in seconds, milli-, micro- or nanoseconds (by its magnitude) as number or text, ISO 8601
     * with an offset ({@code Z}, {@code +00:00} or {@code +0000}), or ISO 8601 without a zone, which is UTC.
     */
    public static @Nullable Instant instant(JsonNode node, String... names) {
        var text = text(node, names);
        if (text == null || text.length() > LONGEST_TIME) {
            return null;
        }
        try {
            if (isNumber(text)) {
                return ofEpoch(Long.parseLong(text));
            }
            String iso = text.replace(' ', 'T');
            return hasZone(iso)
                    ? OffsetDateTime.parse(withColon(iso)).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String withColon(String iso) {
        int sign = iso.length() - 5;
        return sign > DATE && "+-".indexOf(iso.charAt(sign)) >= 0
                ? iso.substring(0, sign + 3) + ':' + iso.substring(sign + 3)
                : iso;
    }

    private static Instant ofEpoch(long number) {
        if (number < FIRST_MILLIS) {
            return Instant.ofEpochSecond(number);
        }
        if (number < FIRST_MILLIS * 1_000) {
            return Instant.ofEpochMilli(number);
        }
        return number < FIRST_MILLIS * 1_000_000
                ? Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1_000)
                : Instant.ofEpochSecond(number / 1_000_000_000, number % 1_000_000_000);
    }

    /**
     * Searches for a zone, since a failed parse is expensive: a round of measurements has tens of thousands of times.
     */
    private static boolean hasZone(String text) {
        return text.endsWith("Z") || text.endsWith("z") || text.indexOf('+') >= 0 || text.lastIndexOf('-') > DATE;
    }
}
