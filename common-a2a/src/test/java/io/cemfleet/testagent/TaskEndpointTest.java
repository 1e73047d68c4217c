package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class TaskEndpointTest extends RunningTestAgent {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transactions;

    private TestAgentCaller correlator;

    @BeforeEach
    void fresh() {
        correlator = new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, port);
        A2aTestAgent.CALLS.set(0);
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);
        PEERS.forget();
    }

    @Test
    void aRepeatGetsTheRememberedAnswerAndHasNoSecondEffect() {
        UUID taskId = UUID.randomUUID();

        TestAgentCaller.Response first =
                correlator.send("incident_detected", taskId, FleetJson.golden("incident_detected"));
        TestAgentCaller.Response second =
                correlator.send("incident_detected", taskId, FleetJson.golden("incident_detected"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(A2aTestAgent.CALLS).hasValue(1);
        await().untilAsserted(
                        () -> assertThat(PEERS.received("incident_closed")).hasSize(1));
        assertThat(correlator.get("/a2a/tasks/" + taskId).body()).isEqualTo(first.body());
    }

    @Test
    void theSameTaskIdWithAnotherPayloadIsAConflict() {
        UUID taskId = UUID.randomUUID();
        correlator.send("incident_detected", taskId, FleetJson.golden("incident_detected"));
        ObjectNode other = (ObjectNode) FleetJson.golden("incident_detected");

        assertThat(correlator
                        .send("incident_detected", taskId, other.put("severity", "low"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aSurpriseInTheHandlerStoresNothingAndTheRepeatSucceeds() {
        UUID taskId = UUID.randomUUID();
        A2aTestAgent.next = incident -> {
            throw new IllegalStateException("surprise");
        };
        assertThat(correlator
                        .send("incident_detected", taskId, FleetJson.golden("incident_detected"))
                        .status())
                .isEqualTo(500);
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);

        assertThat(correlator
                        .send("incident_detected", taskId, FleetJson.golden("incident_detected"))
                        .status())
                .isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(PEERS.received("incident_closed")).hasSize(1));
    }

    @Test
    void aDurableTaskThatSurprisedMayBeRepeatedAtOnce() {
        TestAgentCaller monitor = new TestAgentCaller(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR, port);
        UUID taskId = UUID.randomUUID();
        A2aTestAgent.next = incident -> {
            throw new IllegalStateException("surprise");
        };
        assertThat(monitor.send("restoration_update", taskId, FleetJson.golden("restoration_update"))
                        .status())
                .isEqualTo(500);
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);

        assertThat(monitor.send("restoration_update", taskId, FleetJson.golden("restoration_update"))
                        .status())
                .isEqualTo(200);
        assertThat(A2aTestAgent.CALLS).hasValue(2);
    }

    @Test
    void aTaskThatGoesOnIsAnsweredWith202() {
        A2aTestAgent.next = incident -> TaskReply.working("on it");

        TestAgentCaller.Response answer = correlator.send("incident_detected", FleetJson.golden("incident_detected"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/status/state").asText()).isEqualTo("working");
    }

    @Test
    void whatCannotBeDoneIsAnsweredWithItsReason() {
        TestAgentCaller.Response answer =
                correlator.send("get_incident_status", FleetJson.golden("get_incident_status"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("unknown_incident");
    }

    @Test
    void badInputIsNamedFieldByField() {
        ObjectNode missing = (ObjectNode) FleetJson.golden("incident_detected");
        missing.remove("severity");
        ObjectNode wrongType = (ObjectNode) FleetJson.golden("incident_detected");
        wrongType.put("alert_count", "many");

        TestAgentCaller.Response first = correlator.send("incident_detected", missing);
        TestAgentCaller.Response second = correlator.send("incident_detected", wrongType);

        assertThat(first.status()).isEqualTo(422);
        assertThat(first.body().at("/errors/0/field").asText()).isEqualTo("severity");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body().at("/errors/0/field").asText()).isEqualTo("alert_count");
        assertThat(correlator.send("make_coffee", FleetJson.object()).status()).isEqualTo(422);
    }

    @Test
    void aTaskIsShownToItsCallerAndToNobodyElse() {
        TestAgentCaller monitor = new TestAgentCaller(AgentName.RESTORATION_MONITOR, AgentName.ORCHESTRATOR, port);
        UUID remembered = UUID.randomUUID();
        UUID taskId = UUID.randomUUID();
        correlator.send("incident_detected", remembered, FleetJson.golden("incident_detected"));
        correlator.send("get_incident_status", taskId, FleetJson.golden("get_incident_status"));

        assertThat(correlator.get("/a2a/tasks/" + remembered).status()).isEqualTo(200);
        assertThat(correlator.get("/a2a/tasks/" + taskId).status()).isEqualTo(200);
        assertThat(monitor.get("/a2a/tasks/" + remembered).body())
                .isEqualTo(without(monitor.get("/a2a/tasks/" + UUID.randomUUID()), remembered));
        assertThat(monitor.get("/a2a/tasks/" + taskId).status()).isEqualTo(404);
    }

    @Test
    void anotherAgentGetsNoAnswerThatIsRememberedForTheFirst() {
        UUID taskId = UUID.randomUUID();
        TestAgentCaller cli = new TestAgentCaller(AgentName.FLEET_CLI, AgentName.ORCHESTRATOR, port);
        correlator.send("incident_detected", taskId, FleetJson.golden("incident_detected"));

        assertThat(cli.send("incident_detected", taskId, FleetJson.golden("incident_detected"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aTokenIsUsedOnceWhereARepeatIsNotAnsweredFromMemory() {
        byte[] query = task("get_incident_status");
        byte[] remembered = task("incident_detected");
        String forQuery = "Bearer " + correlator.token("POST", "/a2a/tasks", query);
        String forRemembered = "Bearer " + correlator.token("POST", "/a2a/tasks", remembered);

        assertThat(correlator.post(query, forQuery).status()).isEqualTo(200);
        assertThat(correlator.post(query, forQuery).status()).isEqualTo(401);
        assertThat(correlator.post(remembered, forRemembered).status()).isEqualTo(200);
        assertThat(correlator.post(remembered, forRemembered).status()).isEqualTo(200);
        assertThat(A2aTestAgent.CALLS).hasValue(1);
    }

    @Test
    void aTokenForOneRequestOpensNoOther() {
        String path = "/a2a/tasks/" + UUID.randomUUID();
        TestAgentCaller console = new TestAgentCaller(AgentName.IO_AGENT, AgentName.ORCHESTRATOR, port);

        assertThat(correlator.send("GET", path, token("GET", path)).status()).isEqualTo(404);
        assertThat(correlator.send("GET", path + "?x=1", token("GET", path)).status())
                .isEqualTo(401);
        assertThat(correlator.send("GET", path, token("DELETE", path)).status()).isEqualTo(401);
        String letters = "/api/outbox/dead-letters";
        String once = console.token("GET", letters, new byte[0]);
        assertThat(console.send("GET", letters, once).status()).isEqualTo(200);
        assertThat(console.send("GET", letters, once).status()).isEqualTo(401);
        String replay = letters + "/1/replay";
        String change = console.token("POST", replay, new byte[0]);
        assertThat(console.send("POST", replay, change).status()).isEqualTo(404);
        assertThat(console.send("POST", replay, change).status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from a2a_used_token")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private String token(String method, String path) {
        return correlator.token(method, path, new byte[0]);
    }

    private static byte[] task(String type) {
        ObjectNode request = FleetJson.object()
                .put("task_type", type)
                .put("task_id", UUID.randomUUID().toString());
        request.set("payload", FleetJson.golden(type));
        return FleetJson.bytes(request);
    }

    /** The refusal as it would be for this id. */
    private static JsonNode without(TestAgentCaller.Response unknown, UUID taskId) {
        assertThat(unknown.status()).isEqualTo(404);
        String instance = unknown.body().path("instance").asText();
        String id = instance.substring(instance.lastIndexOf('/') + 1);
        return FleetJson.parse(unknown.body().toString().replace(id, taskId.toString()));
    }

    @Test
    void strangersAndTheUnentitledAreTurnedAway() {
        byte[] body = "{\"task_type\":\"incident_detected\",\"payload\":{}}".getBytes(StandardCharsets.UTF_8);
        TestAgentCaller audit = new TestAgentCaller(AgentName.AUDIT, AgentName.ORCHESTRATOR, port);

        assertThat(correlator.post(body, "").status()).isEqualTo(401);
        assertThat(correlator.post(body, "Bearer nonsense").status()).isEqualTo(401);
        assertThat(audit.send("incident_detected", FleetJson.golden("incident_detected"))
                        .status())
                .isEqualTo(403);
        assertThat(correlator.get("/a2a/tasks/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void whatIsNotJsonOrTooLargeIsRefused() {
        byte[] notJson = "{nope".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[2 << 20];
        var tokens = TestKeys.tokensOf(AgentName.EVENT_CORRELATOR);

        assertThat(correlator
                        .post(notJson, "Bearer " + tokens.sign(AgentName.ORCHESTRATOR, SignedRequest.task(notJson)))
                        .status())
                .isEqualTo(400);
        assertThat(correlator
                        .post(large, "Bearer " + tokens.sign(AgentName.ORCHESTRATOR, SignedRequest.task(large)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void theCardShowsEveryHandlerWithItsSchemas() {
        JsonNode card = correlator.get("/.well-known/agent.json").body();

        assertThat(card.path("name").asText()).isEqualTo("orchestrator");
        assertThat(card.path("skills").findValuesAsText("id"))
                .containsExactly("get_incident_status", "incident_detected", "restoration_update");
        assertThat(card.at("/skills/1/input_schema/properties").has("degraded_links"))
                .isTrue();
        assertThat(card.at("/skills/1/input_schema/properties/severity/enum/0").asText())
                .isEqualTo("critical");
        assertThat(correlator.get("/.well-known/agent-card.json").body()).isEqualTo(card);
    }

    @Test
    void healthTellsItsPartsAndTheApiIsGuarded() {
        assertThat(correlator.get("/health").body().path("status").asText()).isEqualTo("UP");
        assertThat(correlator.get("/health").body().path("components").has("db"))
                .isTrue();
        assertThat(correlator.get("/api/outbox/dead-letters").status()).isEqualTo(403);
        TestAgentCaller console = new TestAgentCaller(AgentName.IO_AGENT, AgentName.ORCHESTRATOR, port);
        assertThat(console.get("/api/outbox/dead-letters").status()).isEqualTo(200);
    }

    @Test
    void messagesOfALaneArriveInOrderAndOnceThoughThePeerWasDown() {
        PEERS.on("log_event", payload -> PeerStub.Reply.http(503));
        String incident = "INC-2026-" + UUID.randomUUID();
        IntStream.range(0, 20).forEach(i -> sendEvent(incident, i));
        await().untilAsserted(() -> assertThat(PEERS.received("log_event")).isNotEmpty());

        PEERS.forget();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(waiting()).isZero());
        List<Integer> numbers = PEERS.payloads("log_event").stream()
                .filter(payload -> payload.path("incident_id").asText().equals(incident))
                .map(payload -> payload.at("/details/number").asInt())
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void aMessageRefusedForGoodGoesToTheDeadLettersAndItsLaneGoesOn() {
        PEERS.on(
                "log_event",
                payload -> payload.at("/details/number").asInt() == 0
                        ? PeerStub.Reply.http(422)
                        : PeerStub.Reply.completed(java.util.Map.of("sequence", 1)));
        String incident = "INC-2026-" + UUID.randomUUID();

        sendEvent(incident, 0);
        sendEvent(incident, 1);

        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event")).hasSize(2));
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("select count(*) from a2a_outbox where dead and incident_id = ?")
                                        .param(incident)
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(1));
    }

    private int waiting() {
        return jdbc.sql("select count(*) from a2a_outbox where not dead")
                .query(Integer.class)
                .single();
    }

    private void sendEvent(String incident, int number) {
        transactions.executeWithoutResult(
                status -> outbox.send(LogEvent.TYPE, incident, A2aTestAgent.event(incident, number)));
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.ORCHESTRATOR).isGuarded();
    }
}
