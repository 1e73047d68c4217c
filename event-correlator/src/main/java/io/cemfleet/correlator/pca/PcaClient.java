package io.cemfleet.correlator.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.pca.MonitoredObjects;
import io.cemfleet.cnc.pca.ProbedSession;
import io.cemfleet.cnc.pca.SessionMetrics;
import io.cemfleet.cnc.pca.session.PcaResult;
import io.cemfleet.cnc.pca.session.PcaSession;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** The questions this agent has for PCA. */
@Component
public class PcaClient {
    private static final List<String> METRICS = List.of("delayP95", "jitterP95", "packetsLostPct");

    private final PcaSession session;
    private final MonitoredObjects objects;
    private final SessionMetrics metrics;

    PcaClient(PcaSession session, MonitoredObjects objects, SessionMetrics metrics) {
        this.session = session;
        this.objects = objects;
        this.metrics = metrics;
    }

    /** The alerts that are open now, as {@code AlertPayload}. */
    public PcaResult<List<JsonNode>> activeAlerts() {
        ObjectNode body = object();
        body.putObject("data").put("type", "activeAlerts").putObject("attributes");
        return session.post("/v2/alerts/active", body).map(PcaClient::attributes);
    }

    /** Whether alerts are exported to the address; made so when they are not (true: it was made). */
    public PcaResult<Boolean> ensureExport(URI address) {
        PcaResult<JsonNode> known = session.get("/v3/alertexport");
        if (known instanceof PcaResult.Ok<JsonNode>(JsonNode answer)) {
            boolean there = attributes(answer).stream()
                    .anyMatch(export -> export.path("alertexporturl").asText().equals(address.toString())
                            && export.path("alertexportenabled").asBoolean(true));
            return there ? new PcaResult.Ok<>(false) : create(address);
        }
        return known instanceof PcaResult.Failed<JsonNode>(int status, String reason)
                        && (status == 404 || status == 405)
                ? create(address)
                : known.map(any -> false);
    }

    private PcaResult<Boolean> create(URI address) {
        ArrayNode policies = JsonNodeFactory.instance.arrayNode();
        session.get("/v2/policies/alerting").optional().ifPresent(list -> list.path("data")
                .forEach(p -> policies.add(p.path("id").asText())));
        ObjectNode body = object();
        ObjectNode attributes =
                body.putObject("data").put("type", "alertExports").putObject("attributes");
        attributes
                .put("alertexporttype", "webhook")
                .put("alertexportname", "cem-fleet")
                .put("alertexportenabled", true)
                .put("alertexporturl", address.toString())
                .set("alertpolicylist", policies);
        return session.post("/v3/alertexport", body).map(any -> true);
    }

    public PcaResult<List<ProbedSession>> sessions() {
        return objects.all();
    }

    /** What the sessions measured since a moment, by session id; a session without samples is left out. */
    public PcaResult<Map<String, SessionSample>> samples(List<ProbedSession> sessions, Instant since, Instant now) {
        List<SessionMetrics.Question> questions = sessions.stream()
                .flatMap(probed -> METRICS.stream().map(metric -> new SessionMetrics.Question(probed, metric)))
                .toList();
        return metrics.worst(questions, since, now).map(result -> SessionReader.samples(result, questions, since));
    }

    private static List<JsonNode> attributes(JsonNode answer) {
        JsonNode data = answer.isArray() ? answer : answer.path("data");
        Iterable<JsonNode> items = data.isObject() ? List.of(data) : data;
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("attributes").isObject() ? item.path("attributes") : item)
                .toList();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
