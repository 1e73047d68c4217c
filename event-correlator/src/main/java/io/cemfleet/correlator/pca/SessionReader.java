package io.cemfleet.correlator.pca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads monitored objects and metric series. */
final class SessionReader {
    private static final double MICROS_PER_MS = 1000.0;

    private SessionReader() {}

    static @Nullable ProbedSession session(JsonNode object) {
        JsonNode a = object.path("attributes").isObject() ? object.path("attributes") : object;
        String id = first(a.path("objectId"), object.path("id"));
        String name = a.path("objectName").asText("");
        int dash = name.indexOf('-');
        String from = first(a.path("sourceIp"), a.path("actuatorName"));
        String to = first(a.path("destinationIp"), a.path("reflectorName"));
        if (from == null && dash > 0) {
            from = name.substring(0, dash);
        }
        if (to == null && dash > 0) {
            to = name.substring(dash + 1);
        }
        if (id == null || from == null || to == null) {
            return null;
        }
        JsonNode meta = a.path("meta").isObject() ? a.path("meta") : a.path("metadata");
        String color = meta.path("color").asText("");
        return new ProbedSession(
                id,
                a.path("objectType").asText("twamp-sf"),
                from,
                to,
                color.matches("[1-9][0-9]{0,9}") ? Integer.valueOf(color) : null);
    }

    /** The answer has one series for each metric asked for, in that order; ids in the answer go before the order. */
    static Map<String, SessionSample> samples(JsonNode answer, List<String> ids, List<String> metrics, Instant since) {
        JsonNode result = answer.findPath("result");
        Map<String, SessionSample> found = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            JsonNode entry = result.get(i);
            String id = named(entry, "monitoredObjectId", ids, i);
            String metric = named(entry, "metric", metrics, i);
            if (id == null || metric == null) {
                continue;
            }
            Point worst = worst(entry.path("series"), since);
            if (worst != null) {
                found.merge(id, sample(metric, worst), SessionReader::joined);
            }
        }
        return found;
    }

    private record Point(Instant newest, double value) {}

    private static @Nullable Point worst(JsonNode series, Instant since) {
        Point worst = null;
        for (JsonNode point : series) {
            Instant at = moment(point.path("timestamp"));
            Double value = number(point.path("value"));
            if (at != null && value != null && !at.isBefore(since)) {
                worst = worst == null
                        ? new Point(at, value)
                        : new Point(at.isAfter(worst.newest()) ? at : worst.newest(), Math.max(value, worst.value()));
            }
        }
        return worst;
    }

    private static SessionSample sample(String metric, Point point) {
        return switch (metric) {
            case "delayP95" -> new SessionSample(point.value() / MICROS_PER_MS, null, null, point.newest());
            case "jitterP95" -> new SessionSample(null, point.value() / MICROS_PER_MS, null, point.newest());
            default -> new SessionSample(null, null, point.value(), point.newest());
        };
    }

    private static SessionSample joined(SessionSample a, SessionSample b) {
        Instant at = a.measuredAt();
        Instant other = b.measuredAt();
        return new SessionSample(
                a.delayMs() == null ? b.delayMs() : a.delayMs(),
                a.jitterMs() == null ? b.jitterMs() : a.jitterMs(),
                a.lossPct() == null ? b.lossPct() : a.lossPct(),
                at == null || (other != null && other.isBefore(at)) ? other : at);
    }

    private static @Nullable String named(JsonNode entry, String name, List<String> asked, int index) {
        JsonNode told = entry.path(name);
        if (told.isObject()) {
            told = told.path(name);
        }
        if (told.isMissingNode() && entry.path("metric").isObject()) {
            told = entry.path("metric").path(name);
        }
        if (told.isArray()) {
            told = told.path(0);
        }
        String text = told.asText("");
        return !text.isEmpty() ? text : index < asked.size() ? asked.get(index) : null;
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
        if (node.isNumber()) {
            return node.asDouble();
        }
        try {
            return node.isTextual() ? Double.valueOf(node.asText()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String first(JsonNode a, JsonNode b) {
        String text = a.asText("").isBlank() ? b.asText("") : a.asText("");
        return text.isBlank() ? null : text;
    }
}
