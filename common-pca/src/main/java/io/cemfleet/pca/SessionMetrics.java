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

/** What sessions measured. */
public final class SessionMetrics {
    private final PcaSession session;
    private final PcaSettings settings;

    public SessionMetrics(PcaSession session, PcaSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** @param metric by PCA's name, such as {@code delayP95} */
    public record SessionMetricQuery(ProbedSession session, String metric) {}

    /**
     * The worst of each interval in [from, to).
     *
     * @return PCA's {@code result}: a series for each question, in their order
     */
    public PcaResult<JsonNode> worst(List<SessionMetricQuery> questions, Instant from, Instant to) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = body.putObject("data").put("type", "aggregates").putObject("attributes");
        attributes
                .put("interval", from + "/" + to)
                .put("granularity", settings.granularity().toString())
                .put("aggregation", "max");
        ArrayNode metrics = attributes.putArray("metrics");
        for (SessionMetricQuery question : questions) {
            ObjectNode wanted =
                    metrics.addObject().put("vendor", "accedian-twamp").put("metric", question.metric());
            wanted.putArray("objectType").add(question.session().objectType());
            wanted.putArray("direction").add("0");
            wanted.putArray("monitoredObjectId").add(question.session().id());
        }
        return session.query("/v3/metrics/aggregate", body).flatMap(answer -> series(answer, questions.size()));
    }

    /** Series that do not name their session are told apart by their order, so that none may be missing. */
    private static PcaResult<JsonNode> series(JsonNode answer, int asked) {
        JsonNode result = answer.findPath("result");
        if (!result.isArray()) {
            return new PcaResult.Failed<>(200, "the answer has no result");
        }
        for (JsonNode entry : result) {
            if (result.size() != asked && entry.findPath("monitoredObjectId").isMissingNode()) {
                return new PcaResult.Failed<>(200, result.size() + " series for " + asked + " questions");
            }
        }
        return new PcaResult.Ok<>(result);
    }
}
