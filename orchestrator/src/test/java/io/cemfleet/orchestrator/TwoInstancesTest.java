package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Two instances on one database: one incident, each effect under one task id, also when one of them stops in the middle. */
class TwoInstancesTest {
    private static final String ID = "INC-2026-9002";
    private static final int PROTECTIONS = 3;

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final AgentInstances instances = OrchestratorFixtures.instances(peers);
    private final IncidentDetected.Request report = OrchestratorFixtures.detected(ID, false, Instant.now());
    private final UUID taskId = UUID.randomUUID();

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void anIncidentReportedToBothInstancesIsHandledOnce() {
        try (ConfigurableApplicationContext one = instances.start();
                ConfigurableApplicationContext other = instances.start()) {
            // when
            Stream.of(one, other).parallel().forEach(this::detected);

            // then
            assertThatEachEffectHasOneTaskId();
        }
    }

    @Test
    void whatOneInstanceLeftInTheMiddleTheOtherFinishes() {
        // given two instances, and peers that do not answer the first provisioning
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        peers.on("provision_tunnel", payload -> {
            begun.countDown();
            waitFor(closed);
            return Reply.completed(OrchestratorFixtures.tunnel(payload));
        });
        ConfigurableApplicationContext one = instances.start();
        try (ConfigurableApplicationContext other = instances.start()) {
            detected(one);
            waitFor(begun);

            // when the one that took the incident stops
            one.close();
            closed.countDown();
            OrchestratorFixtures.willing(peers);

            // then
            assertThat(other.isRunning()).isTrue();
            assertThatEachEffectHasOneTaskId();
        }
    }

    private void assertThatEachEffectHasOneTaskId() {
        await().atMost(Duration.ofSeconds(60)).until(() -> peers.payloads("monitor_restoration").stream()
                .anyMatch(watch -> watch.path("protections").size() == PROTECTIONS));
        Stream.of("provision_tunnel", "steer_traffic").forEach(type -> {
            Map<JsonNode, Set<String>> ids = peers.received(type).stream()
                    .collect(Collectors.groupingBy(
                            each -> each.path("payload"),
                            Collectors.mapping(each -> each.path("task_id").asText(), Collectors.toSet())));
            assertThat(ids).as("payloads of %s", type).hasSize(PROTECTIONS);
            assertThat(ids.values()).as("task ids of %s", type).allSatisfy(one -> assertThat(one)
                    .hasSize(1));
        });
        assertThat(distinct("assess_impact")).isOne();
        assertThat(distinct("compute_plan")).isOne();
        assertThat(distinct("monitor_restoration")).isOne();
    }

    private long distinct(String type) {
        return peers.received(type).stream()
                .map(each -> each.path("task_id").asText())
                .distinct()
                .count();
    }

    private void detected(ConfigurableApplicationContext instance) {
        var answer = new TestAgentCaller(
                        AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentInstances.port(instance))
                .send("incident_detected", taskId, report);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
