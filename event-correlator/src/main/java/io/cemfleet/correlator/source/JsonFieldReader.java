package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.input.SourceTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object's fields, typed and bounded; keys may come with a module prefix
 * ({@code ietf-restconf:notification…}).
 *
 * @param now the time against which times are checked
 */
public record JsonFieldReader(JsonNode object, Instant now) {

    public JsonFieldReader of(String name) {
        return new JsonFieldReader(node(name), now);
    }

    public JsonNode node(String name) {
        JsonNode plain = object.path(name);
        if (!plain.isMissingNode()) {
            return plain;
        }
        for (var entry : object.properties()) {
            if (isPrefixed(entry.getKey(), name)) {
                return entry.getValue();
            }
        }
        return plain;
    }

    private static boolean isPrefixed(String key, String name) {
        int colon = key.length() - name.length() - 1;
        return colon >= 0 && key.charAt(colon) == ':' && key.endsWith(name);
    }

    public boolean has(String name) {
        JsonNode node = node(name);
        return !node.isMissingNode() && !node.isNull();
    }

    public boolean hasAny(String... names) {
        return Arrays.stream(names).anyMatch(this::has);
    }

    /** An id or a name. */
    public String text(String name) {
        return text(name, FieldLimits.ID);
    }

    public String text(String name, int longest) {
        return optionalText(name, longest)
                .orElseThrow(() -> new BadFieldException(name, has(name) ? "must not be blank" : "is missing"));
    }

    /** An id or a name; empty where it is absent or blank. */
    public Optional<String> optionalText(String name) {
        return optionalText(name, FieldLimits.ID);
    }

    public Optional<String> optionalText(String name, int longest) {
        Optional<String> text = anyText(name);
        if (text.isPresent()) {
            bounded(name, text.get(), longest);
        }
        return text;
    }

    /** The beginning of a text that may be long; blank where it is absent. */
    public String description(String name) {
        return SafeText.cut(anyText(name).orElse(""), FieldLimits.TEXT);
    }

    private Optional<String> anyText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node(name);
        if (!value.isTextual()) {
            throw new BadFieldException(name, "must be a string");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    public static String bounded(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new BadFieldException(name, "must not be longer than " + longest + " characters");
        }
        String fault = SafeText.fault(text);
        if (fault != null) {
            throw new BadFieldException(name, fault);
        }
        return text;
    }

    /** A lower-case word out of a given set. */
    public String oneOf(String name, String... words) {
        String word = text(name).toLowerCase(Locale.ROOT);
        if (!Arrays.asList(words).contains(word)) {
            throw new BadFieldException(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    public double number(String name) {
        if (!has(name)) {
            throw new BadFieldException(name, "is missing");
        }
        JsonNode value = node(name);
        if (!value.isNumber()) {
            throw new BadFieldException(name, "must be a number");
        }
        return reasonable(name, value.asDouble());
    }

    /** A number that the source may write as text. */
    public double numeric(String name) {
        JsonNode value = node(name);
        if (!value.isTextual()) {
            return number(name);
        }
        try {
            return reasonable(name, Double.parseDouble(text(name, FieldLimits.WORD)));
        } catch (NumberFormatException e) {
            throw new BadFieldException(name, "must be a number, as text or plain");
        }
    }

    public static double reasonable(String name, double value) {
        if (!(value >= 0)) {
            throw new BadFieldException(name, "must not be negative");
        }
        if (value > FieldLimits.NUMBER) {
            throw new BadFieldException(name, "must not be larger than 10^12");
        }
        return value;
    }

    /** ISO 8601 with a zone. */
    public Instant moment(String name) {
        return plausible(
                name,
                SourceTime.parse(text(name, FieldLimits.WORD))
                        .orElseThrow(() -> new BadFieldException(name, "must be a timestamp in ISO 8601 with a zone")));
    }

    /** A time since 1970 as a number: seconds, milli-, micro- or nanoseconds. */
    public Instant epoch(String name) {
        JsonNode value = node(name);
        if (!has(name)) {
            throw new BadFieldException(name, "is missing");
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new BadFieldException(name, "must be milliseconds since 1970");
        }
        return plausible(
                name,
                SourceTime.ofEpoch(value.asLong())
                        .orElseThrow(() -> new BadFieldException(name, "must not be before the year 2000")));
    }

    /** A moment where one is given in a form that can be read, null otherwise; it must be plausible. */
    @Nullable
    public Instant momentIfAny(String name) {
        Optional<Instant> given = node(name).isTextual()
                ? SourceTime.parse(SafeText.cut(node(name).asText(), FieldLimits.WORD))
                : Optional.empty();
        return given.map(at -> plausible(name, at)).orElse(null);
    }

    public Instant plausible(String name, Instant at) {
        String fault = SourceTime.fault(at, now);
        if (fault != null) {
            throw new BadFieldException(name, fault);
        }
        return at;
    }
}
