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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The process stops between an intent and its outcome; the next one repeats the intent under the same task id. */
class RestartTest {
    private static final String ID = "INC-2026-9001";

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final AgentInstances instances = OrchestratorFixtures.instances(peers);

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void anIncidentGoesOnAfterARestartWithExactlyOneProvisionForEachProtection() throws Exception {
        // given an orchestrator that is stopped while tunnels are being made
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        peers.on("provision_tunnel", payload -> {
            begun.countDown();
            waitFor(never);
            return Reply.completed(OrchestratorFixtures.tunnel(payload));
        });
        ConfigurableApplicationContext first = instances.start();
        first.getBean(JdbcClient.class).sql("delete from key_owner").update();
        new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentInstances.port(first))
                .send("incident_detected", OrchestratorFixtures.detected(ID, false, Instant.now()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        first.close();

        // when it starts again
        OrchestratorFixtures.willing(peers);
        never.countDown();
        try (ConfigurableApplicationContext second = instances.start()) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> !peers.payloads("monitor_restoration").isEmpty());

            // then
            Map<String, List<String>> ids = peers.received("provision_tunnel").stream()
                    .collect(Collectors.groupingBy(
                            r -> r.path("payload").path("protection_key").asText(),
                            Collectors.mapping(r -> r.path("task_id").asText(), Collectors.toList())));
            assertThat(ids).hasSize(3);
            assertThat(ids.values()).allSatisfy(tasks -> {
                assertThat(tasks).hasSizeGreaterThanOrEqualTo(2);
                assertThat(tasks.stream().distinct()).hasSize(1);
            });
            assertThat(payloads()).hasSize(3);
            assertThat(peers.payloads("assess_impact")).hasSize(1);
        }
    }

    private List<JsonNode> payloads() {
        return peers.payloads("provision_tunnel").stream().distinct().toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
