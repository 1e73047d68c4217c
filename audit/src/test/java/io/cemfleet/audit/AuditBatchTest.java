package io.cemfleet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A batch of events is one transaction of the trail; each event is judged by itself and stored as it came. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AuditBatchTest {
    private static final PeerStub PEERS = PeerStub.start();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private TestAgentCaller orchestrator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    @BeforeEach
    void caller() {
        orchestrator = new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.AUDIT, port);
    }

    @Test
    void aBatchIsSealedInOneTransactionInItsOrder() {
        List<LogEvent.Request> events = IntStream.range(0, 200)
                .mapToObj(i -> AuditFixtures.stateChange("INC-2026-" + i % 3))
                .toList();

        TestAgentCaller.Response batch =
                orchestrator.batch(events.stream().map(AuditBatchTest::task).toList());

        assertThat(batch.status()).isEqualTo(200);
        List<Long> sequences = sequences(batch);
        assertThat(sequences)
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .mapToObj(i -> sequences.getFirst() + i)
                        .toList());
        assertThat(jdbc.sql("select count(distinct xmin::text) from audit_event where id >= :first")
                        .param("first", sequences.getFirst())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(isValid()).isTrue();
    }

    @Test
    void anEventThatIsTwiceInABatchAndInTheNextKeepsItsPlace() {
        ObjectNode task = task(AuditFixtures.stateChange(AuditFixtures.incident()));

        TestAgentCaller.Response first = orchestrator.batch(List.of(task, task));
        TestAgentCaller.Response second = orchestrator.batch(List.of(task));

        assertThat(sequences(first)).hasSize(2).containsOnly(sequences(second).getFirst());
    }

    @Test
    void anEventThatIsNotItsCallersStopsNoOther() {
        String incident = AuditFixtures.incident();
        ObjectNode foreign = task(AuditFixtures.stateChange(incident));
        ((ObjectNode) foreign.path("payload")).put("source_agent", "io_agent");
        ObjectNode note = task(AuditFixtures.event(incident, AuditEventType.TRAIL_ANNOTATED, Map.of("sequence", 1)));
        ObjectNode nul = task(AuditFixtures.telling("HALF"));
        List<ObjectNode> tasks = List.of(
                task(AuditFixtures.stateChange(incident)),
                foreign,
                note,
                nul,
                task(AuditFixtures.stateChange(incident)));

        TestAgentCaller.Response batch = raw(tasks, "HALF", "\\u0000");

        assertThat(batch.body().path("answers"))
                .extracting(answer -> answer.path("status").asInt())
                .containsExactly(200, 422, 200, 422, 200);
        assertThat(batch.body().at("/answers/1/problem/errors/0/field").asText())
                .isEqualTo("source_agent");
        assertThat(batch.body().at("/answers/2/answer/error/code").asText()).isEqualTo("refused_event");
        assertThat(timeline(incident)).hasSize(2);
    }

    /** As they stand in the JSON of a caller, inside a text or in place of a value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\\udf48 \\u00e9 \\u2028 \\\\N \\\" \\/ \\t\\r\\n\"",
                "\"\u007f is refused, \uffff \ufeff are not\"",
                "1E400",
                "-0.0",
                "1e-400",
                "0.1234567890123456789012345678901234567890",
                "123456789012345678901234567890",
                "1, \"value\": 2",
                "[[[[[]]]], {\"\": null}, true]",
                "null"
            })
    void whatIsHashedIsWhatIsReadBack(String json) {
        String incident = AuditFixtures.incident();
        ObjectNode event = task(AuditFixtures.event(incident, AuditEventType.ERROR, Map.of("value", "HERE")));
        ObjectNode huge =
                task(AuditFixtures.event(incident, AuditEventType.ERROR, Map.of("text", "x✓".repeat(100_000))));

        TestAgentCaller.Response batch = raw(List.of(event, huge), "\"HERE\"", json);

        List<JsonNode> records = jdbc
                .sql("select record from audit_event where incident_id = :incident order by id")
                .param("incident", incident)
                .query(String.class)
                .list()
                .stream()
                .map(FleetJson::parse)
                .toList();
        assertThat(records).hasSize(json.contains("\u007f") ? 1 : 2);
        assertThat(batch.status()).isEqualTo(json.contains("\u007f") ? 207 : 200);
        assertThat(timeline(incident))
                .extracting(read -> read.path("details"))
                .containsExactlyElementsOf(
                        records.stream().map(record -> record.path("details")).toList());
        assertThat(isValid()).isTrue();
    }

    private boolean isValid() {
        return new TestAgentCaller(AgentName.IO_AGENT, AgentName.AUDIT, port)
                .get("/api/verify")
                .body()
                .path("valid")
                .asBoolean();
    }

    private List<JsonNode> timeline(String incident) {
        List<JsonNode> events = new ArrayList<>();
        orchestrator
                .send("get_timeline", Map.of("incident_id", incident))
                .result()
                .path("events")
                .forEach(events::add);
        return events;
    }

    private TestAgentCaller.Response raw(List<ObjectNode> tasks, String placeholder, String json) {
        ObjectNode batch = FleetJson.object();
        batch.putArray("tasks").addAll(tasks);
        byte[] body = batch.toString().replace(placeholder, json).getBytes(StandardCharsets.UTF_8);
        return orchestrator.post(
                TestAgentCaller.BATCH, body, "Bearer " + orchestrator.token("POST", TestAgentCaller.BATCH, body));
    }

    private static ObjectNode task(LogEvent.Request event) {
        ObjectNode task = FleetJson.object()
                .put("task_type", "log_event")
                .put("task_id", UUID.randomUUID().toString())
                .put("incident_id", event.incidentId());
        task.set("payload", FleetJson.tree(event));
        return task;
    }

    private static List<Long> sequences(TestAgentCaller.Response batch) {
        List<Long> sequences = new ArrayList<>();
        batch.body()
                .path("answers")
                .forEach(answer ->
                        sequences.add(answer.at("/answer/result/sequence").asLong()));
        return sequences;
    }
}
