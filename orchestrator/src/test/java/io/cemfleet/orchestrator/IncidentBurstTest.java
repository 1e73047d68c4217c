package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.a2a.testing.TestAgentCaller.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A burst of incidents on an orchestrator that has just started and has eight connections. */
class IncidentBurstTest {
    private static final int INCIDENTS = 500;
    private static final int CALLERS = 64;

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final AgentInstances instances =
            OrchestratorFixtures.instances(peers).with(Map.of("db-scheduler.heartbeat-interval", "2s"));
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void eachIsAcceptedAndProcessedAndNoneIsAnsweredWithAnErrorButABusy503() throws Exception {
        peers.on(
                "assess_impact",
                payload -> Reply.completed(new AssessImpact.Result(0, Map.of(), List.of(), "7", 1.5, null)));
        try (ConfigurableApplicationContext orchestrator = instances.start();
                ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            var correlator = new TestAgentCaller(
                    AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentInstances.port(orchestrator));

            // when they arrive one by one, right after the start
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < INCIDENTS; i++) {
                String incident = "INC-BURST-%03d".formatted(i);
                all.add(threads.submit(() -> deliver(correlator, incident)));
            }
            for (Future<?> each : all) {
                each.get(120, TimeUnit.SECONDS);
            }

            // then
            assertThat(statuses).contains(200).isSubsetOf(200, 503);
            JdbcClient jdbc = orchestrator.getBean(JdbcClient.class);
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(closed(jdbc)).isEqualTo(INCIDENTS));
            assertThat(peers.received("assess_impact").stream()
                            .map(task -> task.path("task_id").asText())
                            .distinct())
                    .hasSize(INCIDENTS);
        }
    }

    /** As the correlator's outbox does: the same task again, as long as it is asked to. */
    private void deliver(TestAgentCaller correlator, String incident) {
        UUID task = UUID.randomUUID();
        var report = OrchestratorFixtures.detected(incident, false, Instant.now());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    Response answer = correlator.send("incident_detected", task, report);
                    statuses.add(answer.status());
                    return answer.status() != 503;
                });
    }

    private static long closed(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from incident where incident_id like 'INC-BURST-%' and state = 'closed'")
                .query(Long.class)
                .single();
    }
}
