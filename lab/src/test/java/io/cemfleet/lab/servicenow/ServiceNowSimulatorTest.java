package io.cemfleet.lab.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class ServiceNowSimulatorTest {
    private static final String TABLE = "/servicenow/api/now/table/incident";
    private SimulatorClient calls;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
    }

    private SimulatorClient.Answer call(String method, String path, String body) {
        return calls.call(
                method, path, body, "Content-Type", SimulatorClient.JSON, "Authorization", "Basic Y2VtOmNlbQ==");
    }

    private JsonNode created(String correlationId) {
        SimulatorClient.Answer answer = call(
                "POST",
                TABLE,
                "{\"short_description\":\"d\",\"impact\":\"1\",\"urgency\":\"2\",\"correlation_id\":\"%s\"}"
                        .formatted(correlationId));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().path("result");
    }

    @Test
    void anIncidentGetsANumberAndAComputedPriority() {
        JsonNode incident = created("INC-2026-0001");
        assertThat(incident.path("sys_id").asText()).hasSize(32);
        assertThat(incident.path("number").asText()).matches("INC\\d{7}");
        assertThat(incident.path("priority").asText()).isEqualTo("2");
        assertThat(incident.path("state").asText()).isEqualTo("1");
    }

    @Test
    void anIncidentIsFoundByItsCorrelationId() {
        // given
        String correlation = UUID.randomUUID().toString();
        created(correlation);
        created(UUID.randomUUID().toString());
        // when
        SimulatorClient.Answer found = call(
                "GET",
                TABLE + "?sysparm_query=" + SimulatorClient.key("correlation_id=" + correlation + "^state=1")
                        + "&sysparm_limit=1",
                "");
        // then
        assertThat(found.json().path("result")).hasSize(1);
        assertThat(found.headers()).containsEntry("X-Total-Count", "1");
        assertThat(call("GET", TABLE + "?sysparm_query=correlation_id=nobody", "")
                        .json()
                        .path("result"))
                .isEmpty();
    }

    @Test
    void resolvingNeedsACodeAndNotes() {
        // given
        String incident = TABLE + "/" + created("c").path("sys_id").asText();
        // when
        SimulatorClient.Answer refused = call("PATCH", incident, "{\"state\":\"6\"}");
        // then
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("status").asText()).isEqualTo("failure");
        assertThat(call("GET", incident, "").json().path("result").path("state").asText())
                .isEqualTo("1");
        SimulatorClient.Answer resolved = call(
                "PATCH",
                incident,
                "{\"state\":\"6\",\"close_code\":\"Solution provided\",\"close_notes\":\"restored\",\"work_notes\":\"done\"}");
        assertThat(resolved.status()).isEqualTo(200);
        assertThat(resolved.json().path("result").path("state").asText()).isEqualTo("6");
        assertThat(resolved.json().path("result").path("work_notes").asText()).contains("done");
    }

    @Test
    void errorsComeInServiceNowsForm() {
        SimulatorClient.Answer anonymous = calls.post(TABLE, "{}");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.json().path("error").path("message").asText()).isEqualTo("User Not Authenticated");
        assertThat(call("GET", TABLE + "/0", "").status()).isEqualTo(404);
        assertThat(call("PATCH", TABLE + "/0", "{}").status()).isEqualTo(404);
        assertThat(call("POST", TABLE, "{").status()).isEqualTo(400);
        assertThat(call("GET", "/servicenow/api/now/table/nothing", "").status())
                .isEqualTo(400);
    }
}
