package io.cemfleet.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.pca.session.PcaResult;
import io.cemfleet.pca.session.PcaSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PCA's monitored objects: the sessions between routers that it probes. */
public final class MonitoredObjects {
    private static final int PAGE = 1000;
    private static final int PAGES = 50;

    private final PcaSession session;

    public MonitoredObjects(PcaSession session) {
        this.session = session;
    }

    /** Reads all sessions, page by page; an answer without a list is a failure, never an empty list. */
    public PcaResult<List<ProbedSession>> all() {
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
            String before = startKey;
            for (JsonNode object : data) {
                if (object.path("id").asText("").isBlank()) {
                    return new PcaResult.Failed<>(200, "the answer has a session without an id");
                }
                startKey = object.path("id").asText();
                ProbedSession read = ProbedSession.read(object);
                if (read != null) {
                    found.put(read.id(), read);
                }
            }
            if (data.size() < PAGE) {
                return new PcaResult.Ok<>(List.copyOf(found.values()));
            }
            if (startKey.equals(before)) {
                break;
            }
        }
        return new PcaResult.Failed<>(200, "the list of sessions does not end");
    }
}
