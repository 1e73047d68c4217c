package io.cemfleet.correlator.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** The questions this agent has for PCA. */
@Component
public class PcaClient {
    private static final int PAGE = 1000;
    private static final int PAGES = 50;
    private static final List<String> METRICS = List.of("delayP95", "jitterP95", "packetsLostPct");

    private final PcaSession session;
    private final PcaSettings settings;

    PcaClient(PcaSession session, PcaSettings settings) {
        this.session = session;
        this.settings = settings;
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

    /** All sessions, every page. */
    public PcaResult<List<ProbedSession>> sessions() {
        Map<String, ProbedSession> found = new LinkedHashMap<>();
        String startKey = "";
        for (int page = 0; page < PAGES; page++) {
            PcaResult<JsonNode> answer = session.get("/v2/monitored-objects?limit=" + PAGE
                    + (startKey.isEmpty() ? "" : "&start_key=" + URLEncoder.encode(startKey, StandardCharsets.UTF_8)));
            if (answer instanceof PcaResult.Failed<JsonNode>(int status, String reason)) {
                return new PcaResult.Failed<>(status, reason);
            }
            JsonNode data = answer.optional().orElseThrow().path("data");
            int before = found.size();
            for (JsonNode object : data) {
                startKey = object.path("id").asText(startKey);
                ProbedSession read = SessionReader.session(object);
                if (read != null) {
                    found.put(read.id(), read);
                }
            }
            if (data.size() < PAGE || found.size() == before) {
                break;
            }
        }
        return new PcaResult.Ok<>(List.copyOf(found.values()));
    }

    /** What the sessions measured since a moment, by session id; a session without samples is left out. */
    public PcaResult<Map<String, SessionSample>> samples(List<ProbedSession> sessions, Instant since, Instant now) {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        ObjectNode body = object();
        ObjectNode attributes = body.putObject("data").put("type", "aggregates").putObject("attributes");
        attributes
                .put("interval", since + "/" + now)
                .put("granularity", settings.granularity().toString())
                .put("aggregation", "max");
        ArrayNode metrics = attributes.putArray("metrics");
        for (ProbedSession probed : sessions) {
            for (String metric : METRICS) {
                ids.add(probed.id());
                names.add(metric);
                ObjectNode wanted =
                        metrics.addObject().put("vendor", "accedian-twamp").put("metric", metric);
                wanted.putArray("objectType").add(probed.objectType());
                wanted.putArray("direction").add("0");
                wanted.putArray("monitoredObjectId").add(probed.id());
            }
        }
        return session.post("/v3/metrics/aggregate", body)
                .map(answer -> SessionReader.samples(answer, ids, names, since));
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
