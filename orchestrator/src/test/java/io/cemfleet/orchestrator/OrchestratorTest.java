package io.cemfleet.orchestrator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One orchestrator on a real Postgres for all tests; every other agent is a stub. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.orchestrator.back-off=20ms",
            "cem.orchestrator.patience=500ms",
            "cem.orchestrator.waits.look=100ms",
            "cem.a2a.outbox.first-retry=50ms",
            "cem.a2a.outbox.max-retry=100ms",
            "cem.a2a.operators.user=anna",
            "cem.a2a.operators.password=secret",
            "db-scheduler.polling-interval=200ms",
            "spring.lifecycle.timeout-per-shutdown-phase=1s"
        })
abstract class OrchestratorTest {
    protected static final PeerStub PEERS = PeerStub.start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @LocalServerPort
    protected int port;

    protected final String id = "INC-2026-%04d".formatted(NUMBER.incrementAndGet());

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "orchestrator");
        PEERS.register(registry);
    }

    @Autowired
    protected JdbcClient jdbc;

    /** What other tests left open does nothing more here. */
    @BeforeEach
    void willingPeers() {
        jdbc.sql(
                        """
                        update incident set document = jsonb_set(document, '{care,taken_over}',
                            '{"actor": "olga", "at": "2026-01-19T10:30:00Z", "links": []}')
                        where closed_at is null""")
                .update();
        jdbc.sql("delete from scheduled_tasks").update();
        jdbc.sql("delete from key_owner").update();
        jdbc.sql("delete from key_verdict").update();
        PEERS.forget();
        OrchestratorFixtures.willing(PEERS);
    }

    protected TestAgentCaller as(AgentName agent) {
        return new TestAgentCaller(agent, AgentName.ORCHESTRATOR, port);
    }

    protected JsonNode send(AgentName from, String taskType, Object payload) {
        return as(from).send(taskType, UUID.randomUUID(), payload).body();
    }

    protected void detect() {
        send(
                AgentName.EVENT_CORRELATOR,
                "incident_detected",
                OrchestratorFixtures.detected(id, false, Instant.now().minusSeconds(5)));
    }

    protected void restoration(RestorationEvent event, long planRevision, Map<String, Object> details) {
        send(
                AgentName.RESTORATION_MONITOR,
                "restoration_update",
                OrchestratorFixtures.seen(id, event, planRevision, details));
    }

    /** What this test's incident sent of a type. */
    protected List<JsonNode> sent(String taskType) {
        return PEERS.payloads(taskType).stream()
                .filter(payload -> payload.path("incident_id").asText().equals(id))
                .toList();
    }

    protected JsonNode status() {
        return as(AgentName.IO_AGENT)
                .send("get_incident_status", Map.of("incident_id", id))
                .result();
    }

    protected void awaitSent(String taskType, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> sent(taskType).size() >= count);
    }

    protected void awaitState(String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status().path("status").asText().equals(state));
    }
}
