package io.cemfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who is said to have done it is who did it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init")
class AttributionTest {
    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    @Test
    void anEventOfAnotherAgentIsRefusedByTheFieldThatIsWrong() {
        TestAgentCaller.Response answer =
                as(AgentName.NOTIFICATION).send("log_event", event("state_change", "notification", "orchestrator"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("source_agent");
    }

    @Test
    void anEventWithoutItsSourceIsTheCallers() {
        ObjectNode event = event("state_change", "notification", "notification");
        event.remove("source_agent");

        assertThat(as(AgentName.NOTIFICATION).send("log_event", event).status()).isEqualTo(200);

        assertThat(jdbc.sql("select source_agent from audit_event where event_id = :id")
                        .param("id", UUID.fromString(event.path("event_id").asText()))
                        .query(String.class)
                        .single())
                .isEqualTo("notification");
    }

    @Test
    void anIdThatAnotherAgentUsedIsNeitherInTheWayNorReadBack() {
        ObjectNode first = event("state_change", "orchestrator", "orchestrator");
        ObjectNode second = event("error", "notification", "notification");
        second.set("event_id", first.get("event_id"));

        long one = sequence(as(AgentName.ORCHESTRATOR).send("log_event", first));
        long other = sequence(as(AgentName.NOTIFICATION).send("log_event", second));

        assertThat(other).isNotEqualTo(one);
        assertThat(sequence(as(AgentName.ORCHESTRATOR).send("log_event", first)))
                .isEqualTo(one);
        assertThat(sequence(as(AgentName.NOTIFICATION).send("log_event", second)))
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "ORCHESTRATOR,     operator_action,     olga,             200",
        "EVENT_CORRELATOR, suppression_changed, olga,             200",
        "ORCHESTRATOR,     state_change,        olga,             422",
        "PATH_COMPUTATION, operator_action,     olga,             422",
        "FLEET_CLI,        operator_action,     olga,             422",
        "ORCHESTRATOR,     operator_action,     event_correlator, 422",
        "PATH_COMPUTATION, error,               path_computation, 200"
    })
    void onlyAnAgentThatActsForPeopleNamesOneAndOnlyForWhatPeopleDo(
            AgentName caller, String type, String actor, int status) {
        TestAgentCaller.Response answer = as(caller).send("log_event", event(type, actor, caller.wire()));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("actor");
        }
    }

    @Test
    void thePersonOfTheTokenMayBeNamedAndNoOther() {
        assertThat(actingAs("olga", "olga").status()).isEqualTo(200);
        assertThat(actingAs("olga", "mallory").status()).isEqualTo(422);
    }

    private TestAgentCaller.Response actingAs(String person, String actor) {
        ObjectNode task = FleetJson.object().put("task_type", "log_event");
        task.set("payload", event("operator_action", actor, "fleet_cli"));
        byte[] body = FleetJson.bytes(task);
        String token = TestKeys.tokensOf(AgentName.FLEET_CLI)
                .sign(AgentName.AUDIT, SignedRequest.task(body), person, "operator");
        return as(AgentName.FLEET_CLI).post(body, "Bearer " + token);
    }

    private TestAgentCaller as(AgentName agent) {
        return new TestAgentCaller(agent, AgentName.AUDIT, port);
    }

    private static ObjectNode event(String type, String actor, String source) {
        ObjectNode event = (ObjectNode) FleetJson.golden("log_event");
        return event.put("event_id", UUID.randomUUID().toString())
                .put("event_type", type)
                .put("actor", actor)
                .put("source_agent", source);
    }

    private static long sequence(TestAgentCaller.Response answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.result().path("sequence").asLong();
    }
}
