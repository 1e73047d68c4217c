package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The controller is away, and the network's one reader and service-impact start again meanwhile: service-impact answers
 * from the snapshot that the topic holds, with its age, until that is past its limit.
 */
@Tag("long")
class RestartWithoutControllerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The default of {@code cem.impact.reading.snapshot}, in seconds. */
    private static final double LIMIT = 60;

    private final AgentTokens tokens =
            new AgentTokens(AgentKeys.read(FleetUnderTest.keys(), AgentName.ORCHESTRATOR), Clock.systemUTC());

    @BeforeEach
    void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @AfterEach
    void theControllerIsBack() {
        LabClient.forgetFaults();
    }

    @Test
    void anAgentAnswersFromItsSnapshotWithItsAgeAndRefusesPastTheLimit() {
        // given
        String link = LabClient.smallLink(Set.of());
        await("the network is published")
                .atMost(PATIENCE)
                .until(() -> assess(link).path("status").asText().equals("completed"));
        JsonNode before = assess(link).path("result");

        // when
        Instant lost = Instant.now();
        LabClient.outage("cnc", "refuse");
        FleetProcess.PATH_COMPUTATION.kill();
        FleetProcess.SERVICE_IMPACT.kill();
        FleetUnderTest.up();

        // then
        JsonNode after = assess(link);
        double away = Duration.between(lost, Instant.now()).toMillis() / 1000.0;
        assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("completed");
        assertThat(after.at("/result/affected_services")).isNotEmpty().isEqualTo(before.path("affected_services"));
        assertThat(after.at("/result/data_age_seconds").asDouble()).isBetween(away, LIMIT);

        // and
        await("the snapshot is past its limit")
                .atMost(PATIENCE)
                .until(() -> assess(link).path("status").asText().equals("failed"));
        JsonNode refused = assess(link).path("error");
        assertThat(Duration.between(lost, Instant.now()).toSeconds()).isGreaterThanOrEqualTo((long) LIMIT);
        assertThat(refused.path("code").asText()).isIn("topology_unavailable", "services_unavailable");
        assertThat(refused.path("message").asText()).contains("the last snapshot is of ");

        // and
        LabClient.forgetFaults();
        await("the controller is read again")
                .atMost(PATIENCE)
                .until(() -> assess(link).at("/result/affected_services").equals(before.path("affected_services")));
    }

    private JsonNode assess(String link) {
        ObjectNode task = FleetJson.object()
                .put("task_type", "assess_impact")
                .put("task_id", UUID.randomUUID().toString());
        ObjectNode payload = task.putObject("payload").put("incident_id", "INC-2026-9999");
        payload.putArray("degraded_links").add(link);
        byte[] body = FleetJson.bytes(task);
        String token = tokens.sign(AgentName.SERVICE_IMPACT, new SignedRequest("POST", "/a2a/tasks", body));
        return OperatorHttp.post(
                        AgentName.SERVICE_IMPACT.port(), "/a2a/tasks", body, Map.of("Authorization", "Bearer " + token))
                .json();
    }
}
