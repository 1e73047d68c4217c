package io.cemfleet.correlator.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.pca.MetricPoint;
import io.cemfleet.pca.SessionMetrics.SessionMetricQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads metric series. */
final class SessionReader {
    private static final double MICROS_PER_MS = 1000.0;

    private SessionReader() {}

    /** The answer has one series for each requested metric, in that order; ids in the answer go before the order. */
    static Map<String, SessionSample> samples(JsonNode result, List<SessionMetricQuery> asked, Instant since) {
        List<String> ids =
                asked.stream().map(question -> question.session().id()).toList();
        List<String> metrics = asked.stream().map(SessionMetricQuery::metric).toList();
        Map<String, SessionSample> found = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            JsonNode entry = result.get(i);
            String id = named(entry, "monitoredObjectId", ids, i);
            String metric = named(entry, "metric", metrics, i);
            if (id == null || metric == null) {
                continue;
            }
            MetricPoint.worst(entry.path("series"), since)
                    .ifPresent(worst -> found.merge(id, sample(metric, worst), SessionReader::joined));
        }
        return found;
    }

    private static SessionSample sample(String metric, MetricPoint point) {
        return switch (metric) {
            case "delayP95" -> new SessionSample(point.value() / MICROS_PER_MS, null, null, point.at());
            case "jitterP95" -> new SessionSample(null, point.value() / MICROS_PER_MS, null, point.at());
            default -> new SessionSample(null, null, point.value(), point.at());
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
        JsonNode given = entry.path(name);
        if (given.isObject()) {
            given = given.path(name);
        }
        if (given.isMissingNode() && entry.path("metric").isObject()) {
            given = entry.path("metric").path(name);
        }
        if (given.isArray()) {
            given = given.path(0);
        }
        String text = given.asText("");
        return !text.isEmpty() ? text : index < asked.size() ? asked.get(index) : null;
    }
}
