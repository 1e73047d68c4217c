package io.cemfleet.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.pca.SessionMetrics.SessionMetricQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assigns the series of an answer to the queries. A series may name its session and metric; if not, its place counts. */
final class SeriesReader {
    private SeriesReader() {}

    /** The worst value of each query since a moment; of several series for one query, the worst. */
    static Map<SessionMetricQuery, MetricPoint> worst(
            JsonNode result, List<SessionMetricQuery> queries, Instant since) {
        Map<SeriesName, SessionMetricQuery> named = new HashMap<>();
        queries.forEach(query -> named.put(SeriesName.of(query), query));
        Map<SessionMetricQuery, MetricPoint> found = new HashMap<>();
        for (int i = 0; i < result.size(); i++) {
            JsonNode entry = result.get(i);
            SeriesName placed = i < queries.size() ? SeriesName.of(queries.get(i)) : null;
            SessionMetricQuery query = named.get(SeriesName.of(entry, placed));
            if (query != null) {
                MetricPoint.worst(entry.path("series"), query.metric(), since)
                        .ifPresent(worst -> found.merge(query, worst, MetricPoint::worse));
            }
        }
        return found;
    }

    private record SeriesName(@Nullable String sessionId, @Nullable String metric) {

        static SeriesName of(SessionMetricQuery query) {
            return new SeriesName(query.session().id(), query.metric().wire());
        }

        static SeriesName of(JsonNode entry, @Nullable SeriesName placed) {
            String id = text(entry, "monitoredObjectId");
            String metric = text(entry, "metric");
            return new SeriesName(
                    id != null || placed == null ? id : placed.sessionId(),
                    metric != null || placed == null ? metric : placed.metric());
        }

        private static @Nullable String text(JsonNode entry, String name) {
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
            return text.isEmpty() ? null : text;
        }
    }
}
