package io.cemfleet.restoration.pca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of a session. PCA gives delays in microseconds and losses in percent. */
public enum PcaMetric {
    DELAY("delayP95", 1000),
    JITTER("jitterP95", 1000),
    LOSS("packetsLostPct", 1);

    private final String wire;
    private final double unit;

    PcaMetric(String wire, double unit) {
        this.wire = wire;
        this.unit = unit;
    }

    String wire() {
        return wire;
    }

    /** The worst of all series since a moment, in milliseconds or percent; a point without time or value is none. */
    Optional<Double> worst(JsonNode series, Instant since) {
        Double worst = null;
        for (JsonNode entry : series) {
            for (JsonNode point : entry.path("series")) {
                Instant at = moment(point.path("timestamp"));
                Double value = number(point.path("value"));
                if (at != null && value != null && !at.isBefore(since)) {
                    worst = worst == null ? value : Double.valueOf(Math.max(worst, value));
                }
            }
        }
        return Optional.ofNullable(worst).map(value -> value / unit);
    }

    private static @Nullable Instant moment(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Instant.ofEpochMilli(node.asLong());
        }
        try {
            return node.isTextual() ? OffsetDateTime.parse(node.asText()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Double number(JsonNode node) {
        try {
            Double value = node.isNumber()
                    ? Double.valueOf(node.asDouble())
                    : node.isTextual() ? Double.valueOf(node.asText()) : null;
            return value == null || !Double.isFinite(value) || value < 0 ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
