package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker goes on from step to step without a claim; the scheduler's row still brings back what it leaves behind. */
class StepCrashTest {
    private static final List<String> STEPS =
            List.of("assess_impact", "compute_plan", "provision_tunnel", "steer_traffic", "monitor_restoration");

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final AgentInstances instances = OrchestratorFixtures.instances(peers);

    @AfterEach
    void stop() {
        peers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"assess_impact", "compute_plan", "steer_traffic", "monitor_restoration"})
    void anOrchestratorThatStopsDuringAStepGoesOnWithThatStep(String step) throws Exception {
        // given
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Function<JsonNode, Reply> reply = peers.replyTo(step);
        peers.on(step, payload -> {
            begun.countDown();
            waitFor(never);
            return reply.apply(payload);
        });
        ConfigurableApplicationContext first = instances.start();
        detect(first, "INC-CRASH-" + step);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        // when
        first.close();
        peers.on(step, reply);
        never.countDown();

        // then
        try (ConfigurableApplicationContext second = instances.start()) {
            assertThat(second.isRunning()).isTrue();
            assertThatEachStepWasMadeUnderOneId();
        }
    }

    @Test
    void anIncidentWhoseTimeWithAWorkerIsUpGoesOnWithTheNextClaim() {
        instances.with(Map.of("cem.orchestrator.longest-run", "1ms"));
        try (ConfigurableApplicationContext one = instances.start()) {
            detect(one, "INC-CRASH-cut");

            assertThatEachStepWasMadeUnderOneId();
        }
    }

    /** Two of the steps are waves, one for each tier. */
    private void assertThatEachStepWasMadeUnderOneId() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !peers.payloads("monitor_restoration").isEmpty());
        assertThat(STEPS.stream().map(step -> ids(step).distinct().count())).containsExactly(1L, 1L, 2L, 2L, 1L);
    }

    private Stream<String> ids(String step) {
        return peers.received(step).stream().map(task -> task.path("task_id").asText());
    }

    private static void detect(ConfigurableApplicationContext orchestrator, String incident) {
        orchestrator.getBean(JdbcClient.class).sql("delete from key_owner").update();
        new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentInstances.port(orchestrator))
                .send("incident_detected", OrchestratorFixtures.detected(incident, false, Instant.now()));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
