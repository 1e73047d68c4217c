package io.cemfleet.pca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that a session measured.
 *
 * @param value milliseconds or percent
 */
public record MetricPoint(Instant at, double value) {

    /** The highest value of a series since a moment, at the time of the newest; a point without time or value is none. */
    static Optional<MetricPoint> worst(JsonNode series, SessionMetric metric, Instant since) {
        MetricPoint worst = null;
        for (JsonNode point : series) {
            Instant at = moment(point.path("timestamp"));
            Double reported = number(point.path("value"));
            if (at != null && reported != null && !at.isBefore(since)) {
                double value = metric.ofReported(reported);
                worst = worst == null
                        ? new MetricPoint(at, value)
                        : new MetricPoint(at.isAfter(worst.at()) ? at : worst.at(), Math.max(value, worst.value()));
            }
        }
        return Optional.ofNullable(worst);
    }

    /** The higher value of two series, as old as the older of them. */
    MetricPoint worse(MetricPoint other) {
        return new MetricPoint(at.isBefore(other.at) ? at : other.at, Math.max(value, other.value));
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

    /** A value that is not a finite number from 0 counts as not measured. */
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
