package io.cemfleet.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.pca.session.PcaResult;
import io.cemfleet.pca.session.PcaSession;
import io.cemfleet.pca.session.PcaSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what sessions measured. */
public final class SessionMetrics {
    private final PcaSession session;
    private final PcaSettings settings;

    public SessionMetrics(PcaSession session, PcaSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** One metric of one session. */
    public record SessionMetricQuery(ProbedSession session, SessionMetric metric) {}

    /**
     * The worst value of each query in [from, to).
     *
     * @return by query; a query for which nothing was measured is absent
     */
    public PcaResult<Map<SessionMetricQuery, MetricPoint>> worst(
            List<SessionMetricQuery> queries, Instant from, Instant to) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = body.putObject("data").put("type", "aggregates").putObject("attributes");
        attributes
                .put("interval", from + "/" + to)
                .put("granularity", settings.granularity().toString())
                .put("aggregation", "max");
        ArrayNode metrics = attributes.putArray("metrics");
        for (SessionMetricQuery query : queries) {
            ObjectNode wanted = metrics.addObject()
                    .put("vendor", "accedian-twamp")
                    .put("metric", query.metric().wire());
            wanted.putArray("objectType").add(query.session().objectType());
            wanted.putArray("direction").add("0");
            wanted.putArray("monitoredObjectId").add(query.session().id());
        }
        return session.query("/v3/metrics/aggregate", body)
                .flatMap(answer -> series(answer, queries.size()))
                .map(result -> SeriesReader.worst(result, queries, from));
    }

    /** Only their order identifies series that do not name their session: then none may be missing. */
    private static PcaResult<JsonNode> series(JsonNode answer, int queried) {
        JsonNode result = answer.findPath("result");
        if (!result.isArray()) {
            return new PcaResult.Failed<>(200, "the answer has no result");
        }
        for (JsonNode entry : result) {
            if (result.size() != queried && entry.findPath("monitoredObjectId").isMissingNode()) {
                return new PcaResult.Failed<>(200, result.size() + " series for " + queried + " queries");
            }
        }
        return new PcaResult.Ok<>(result);
    }
}
