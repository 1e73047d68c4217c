package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The process stops between an intent and its outcome; the next one repeats the intent under the same task id. */
class RestartTest {
    private static final String ID = "INC-2026-9001";

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final Map<String, Object> properties = new TreeMap<>();

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void anIncidentGoesOnAfterARestartWithExactlyOneProvisionForEachProtection() throws Exception {
        // given an orchestrator that is stopped while tunnels are being made
        FleetPostgres.register((name, value) -> properties.put(name, value.get()), "orchestrator");
        peers.register((name, value) -> properties.put(name, value.get()));
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        peers.on("provision_tunnel", payload -> {
            begun.countDown();
            waitFor(never);
            return Reply.completed(OrchestratorFixtures.tunnel(payload));
        });
        ConfigurableApplicationContext first = start();
        first.getBean(JdbcClient.class).sql("delete from key_owner").update();
        new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, port(first))
                .send("incident_detected", OrchestratorFixtures.detected(ID, false, Instant.now()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        first.close();

        // when it starts again
        OrchestratorFixtures.willing(peers);
        never.countDown();
        try (ConfigurableApplicationContext second = start()) {
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

    private ConfigurableApplicationContext start() {
        properties.put("management.server.port", 0);
        properties.putAll(Map.of(
                "server.port", 0,
                "db-scheduler.heartbeat-interval", "100ms",
                "db-scheduler.polling-interval", "200ms",
                "db-scheduler.shutdown-max-wait", "10ms",
                "cem.orchestrator.back-off", "20ms",
                "spring.lifecycle.timeout-per-shutdown-phase", "1s"));
        return new SpringApplicationBuilder(OrchestratorApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + '=' + entry.getValue())
                        .toList()
                        .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
