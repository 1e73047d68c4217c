package io.cemfleet.restoration.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The questions this agent has for PCA. */
@Component
public class PcaClient {
    private static final int PAGE = 1000;
    private static final int PAGES = 50;

    private final PcaSession session;
    private final PcaSettings settings;

    PcaClient(PcaSession session, PcaSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    /** All sessions, every page. */
    public PcaResult<List<ProbedSession>> sessions() {
        Map<String, ProbedSession> found = new LinkedHashMap<>();
        String startKey = "";
        for (int page = 0; page < PAGES; page++) {
            PcaResult<JsonNode> answer = session.get("/v2/monitored-objects?limit=" + PAGE
                    + (startKey.isEmpty() ? "" : "&start_key=" + URLEncoder.encode(startKey, StandardCharsets.UTF_8)));
            if (!(answer instanceof PcaResult.Ok<JsonNode>(JsonNode body))) {
                return answer.map(never -> List.of());
            }
            JsonNode data = body.path("data");
            if (!data.isArray()) {
                return new PcaResult.Failed<>(200, "the answer has no list of sessions");
            }
            int before = found.size();
            for (JsonNode object : data) {
                startKey = object.path("id").asText(startKey);
                ProbedSession read = ProbedSession.read(object);
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

    /** The worst that any of the sessions measured in [from, to); empty when nothing was measured. */
    public PcaResult<Optional<Double>> worst(List<ProbedSession> sessions, PcaMetric metric, Instant from, Instant to) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = body.putObject("data").put("type", "aggregates").putObject("attributes");
        attributes
                .put("interval", from + "/" + to)
                .put("granularity", settings.granularity().toString())
                .put("aggregation", "max");
        var metrics = attributes.putArray("metrics");
        for (ProbedSession probed : sessions) {
            ObjectNode wanted =
                    metrics.addObject().put("vendor", "accedian-twamp").put("metric", metric.wire());
            wanted.putArray("objectType").add(probed.objectType());
            wanted.putArray("direction").add("0");
            wanted.putArray("monitoredObjectId").add(probed.id());
        }
        return session.post("/v3/metrics/aggregate", body).map(answer -> metric.worst(answer.findPath("result"), from));
    }
}
