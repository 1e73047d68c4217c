package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Typed reading of an object's fields; keys may come with a module prefix ({@code ietf-restconf:notification…}). */
record Fields(JsonNode object) {

    JsonNode node(String name) {
        JsonNode plain = object.path(name);
        if (!plain.isMissingNode()) {
            return plain;
        }
        for (var entry : object.properties()) {
            if (entry.getKey().endsWith(':' + name)) {
                return entry.getValue();
            }
        }
        return plain;
    }

    boolean has(String name) {
        return !node(name).isMissingNode() && !node(name).isNull();
    }

    boolean hasAny(String... names) {
        return Arrays.stream(names).anyMatch(this::has);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new BadField(name, has(name) ? "must not be blank" : "is missing"));
    }

    /** Empty where it is absent or blank. */
    Optional<String> optionalText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node(name);
        if (!value.isTextual()) {
            throw new BadField(name, "must be a string");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    /** A lower-case word out of a given set. */
    String oneOf(String name, String... words) {
        String word = text(name).toLowerCase(Locale.ROOT);
        if (!Arrays.asList(words).contains(word)) {
            throw new BadField(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    double number(String name) {
        if (!has(name)) {
            throw new BadField(name, "is missing");
        }
        JsonNode value = node(name);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new BadField(name, "must be a number");
        }
        return notNegative(name, value.asDouble());
    }

    /** A number that the source may write as text. */
    double numeric(String name) {
        JsonNode value = node(name);
        if (!value.isTextual()) {
            return number(name);
        }
        try {
            double parsed = Double.parseDouble(value.asText().strip());
            if (Double.isFinite(parsed)) {
                return notNegative(name, parsed);
            }
        } catch (NumberFormatException e) {
            throw new BadField(name, "must be a number, as text or plain");
        }
        throw new BadField(name, "must be a finite number");
    }

    private static double notNegative(String name, double value) {
        if (value < 0) {
            throw new BadField(name, "must not be negative");
        }
        return value;
    }

    /** ISO 8601 with a zone. */
    Instant moment(String name) {
        String text = text(name);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadField(name, "must be a timestamp in ISO 8601 with a zone");
        }
    }

    /** Milliseconds since 1970, as a number. */
    Instant epochMillis(String name) {
        JsonNode value = node(name);
        if (!has(name)) {
            throw new BadField(name, "is missing");
        }
        if (!value.isIntegralNumber()) {
            throw new BadField(name, "must be milliseconds since 1970");
        }
        return Instant.ofEpochMilli(value.asLong());
    }

    /** A moment where one is given in a form that can be read, null otherwise. */
    @Nullable
    Instant momentIfAny(String name) {
        try {
            return has(name) ? moment(name) : null;
        } catch (BadField e) {
            return null;
        }
    }
}
