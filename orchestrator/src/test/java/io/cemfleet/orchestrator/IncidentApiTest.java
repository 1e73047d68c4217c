package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands over HTTP, and the problems that refuse them. */
class IncidentApiTest extends OrchestratorTest {

    private record ApiAnswer(int status, JsonNode body) {}

    @BeforeEach
    void anIncidentIsWatched() {
        detect();
        awaitSent("monitor_restoration", 1);
        awaitState("monitoring");
    }

    @Test
    void anActIsKeptUnderTheNameOfWhoLoggedIn() throws Exception {
        JsonNode before = status();

        ApiAnswer answer = act(Map.of(
                "action", "acknowledge", "reason", "on it", "actor", "mallory", "expected_version", settledVersion()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("version").asLong())
                .isGreaterThan(before.path("version").asLong());
        awaitSent("log_event", 1);
        org.awaitility.Awaitility.await().until(() -> sent("log_event").stream()
                .anyMatch(e -> e.path("event_type").asText().equals("operator_action")
                        && e.path("actor").asText().equals("anna")));
    }

    @Test
    void anActDecidedOnAnOldVersionIsRefusedWithThePresentOne() throws Exception {
        ApiAnswer answer = act(Map.of("action", "comment", "reason", "hm", "expected_version", 1));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("version").asLong()).isEqualTo(settledVersion());
    }

    @Test
    void aFieldThatIsMissingIsNamed() throws Exception {
        assertThat(act(Map.of("action", "assign", "reason", "yours", "expected_version", settledVersion()))
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asText())
                .isEqualTo("parameters.assignee");
        assertThat(act(Map.of("action", "comment", "expected_version", 1))
                        .body()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asText())
                .isEqualTo("reason");
        assertThat(act(Map.of("action", "dance", "reason", "x", "expected_version", 1))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aListIsReadPageByPage() {
        detectAnother();
        JsonNode first = as(AgentName.IO_AGENT).get("/api/incidents?limit=1").body();
        JsonNode second = as(AgentName.IO_AGENT)
                .get("/api/incidents?limit=1&cursor=" + first.path("next").asText())
                .body();

        assertThat(second.path("items").get(0).path("incident_id").asText())
                .isNotEqualTo(first.path("items").get(0).path("incident_id").asText());
        assertThat(as(AgentName.IO_AGENT).get("/api/incidents?cursor=what%3F").status())
                .isEqualTo(422);
        assertThat(as(AgentName.IO_AGENT).get("/api/incidents?status=asleep").status())
                .isEqualTo(422);
    }

    @Test
    void aViewerMayNotActAndAnOperatorMay() throws Exception {
        Map<String, Object> approval =
                Map.of("action", "approve", "reason", "go", "expected_version", settledVersion());
        Map<String, Object> note = Map.of("action", "comment", "reason", "seen", "expected_version", settledVersion());

        assertThat(act(approval, token(approval, "viewer")).status()).isEqualTo(403);
        assertThat(act(note, token(note, "operator")).status()).isEqualTo(200);
        assertThat(status().path("comments").get(0).path("actor").asText()).isEqualTo("olga");
    }

    private String token(Map<String, Object> body, String role) throws Exception {
        var request = new SignedRequest("POST", "/api/incidents/" + id + "/actions", FleetJson.bytes(body));
        return "Bearer " + TestKeys.tokensOf(AgentName.IO_AGENT).sign(AgentName.ORCHESTRATOR, request, "olga", role);
    }

    private void detectAnother() {
        send(AgentName.EVENT_CORRELATOR, "incident_detected", OrchestratorFixtures.detected(id + "9"));
    }

    /** The version once the engine has nothing more to do. */
    private long settledVersion() {
        long[] last = {-1};
        org.awaitility.Awaitility.await()
                .during(java.time.Duration.ofMillis(300))
                .until(() -> {
                    long now = status().path("version").asLong();
                    boolean same = now == last[0];
                    last[0] = now;
                    return same;
                });
        return last[0];
    }

    private ApiAnswer act(Map<String, Object> body) throws Exception {
        return act(body, "Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes(StandardCharsets.UTF_8)));
    }

    private ApiAnswer act(Map<String, Object> body, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/incidents/" + id + "/actions"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(FleetJson.bytes(body)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new ApiAnswer(response.statusCode(), FleetJson.parse(response.body()));
        }
    }
}
