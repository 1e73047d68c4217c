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
    private static final String FORMER = "INC-2026-9011";

    private final PeerStub peers = OrchestratorFixtures.willing(PeerStub.start());
    private final AgentInstances instances = OrchestratorFixtures.instances(peers);

    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void stop() {
        peers.close();
    }

    /** An instance whose first provisioning has begun and is not answered. */
    private ConfigurableApplicationContext provisioning(String incident) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        peers.on("provision_tunnel", payload -> {
            begun.countDown();
            waitFor(answered);
            return Reply.completed(OrchestratorFixtures.tunnel(payload));
        });
        ConfigurableApplicationContext instance = instances.start();
        instance.getBean(JdbcClient.class).sql("delete from key_owner").update();
        new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentInstances.port(instance))
                .send("incident_detected", OrchestratorFixtures.detected(incident, false, Instant.now()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return instance;
    }

    @Test
    void anIncidentGoesOnAfterARestartWithExactlyOneProvisionForEachProtection() throws Exception {
        // given an orchestrator that is stopped while the wave of its first tier is being made
        ConfigurableApplicationContext first = provisioning(ID);
        first.close();

        // when it starts again
        OrchestratorFixtures.willing(peers);
        answered.countDown();
        try (ConfigurableApplicationContext second = instances.start()) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> !peers.payloads("monitor_restoration").isEmpty());

            // then
            Map<String, List<String>> ids = peers.received("provision_tunnel").stream()
                    .collect(Collectors.groupingBy(
                            r -> r.path("payload").path("protection_key").asText(),
                            Collectors.mapping(r -> r.path("task_id").asText(), Collectors.toList())));
            assertThat(ids).hasSize(3);
            assertThat(ids.values())
                    .allSatisfy(tasks -> assertThat(tasks.stream().distinct()).hasSize(1));
            assertThat(ids.get(OrchestratorFixtures.COLOURED)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(ids.get(OrchestratorFixtures.REVERSE)).isEqualTo(ids.get(OrchestratorFixtures.COLOURED));
            assertThat(waves()).hasSize(1);
            assertThat(payloads()).hasSize(3);
            assertThat(peers.payloads("assess_impact")).hasSize(1);
        }
    }

    @Test
    void callsThatAFormerVersionStoredOneByOneAreMadeUnderTheirIds() throws Exception {
        // given an orchestrator that stops with one call for each protection, as they were before waves
        ConfigurableApplicationContext first = provisioning(FORMER);
        List<String> stored = first.getBean(JdbcClient.class)
                .sql(
                        """
                        with wave as (delete from call where step = 'provision_wave' and incident_id = :incident
                                      returning *)
                        insert into call (task_id, incident_id, protection_key, step, plan_revision, attempt, payload,
                                          created_at, not_before)
                        select gen_random_uuid(), incident_id, item ->> 'key', 'provision', plan_revision, attempt,
                               item -> 'payload', created_at, not_before
                        from wave, jsonb_array_elements(payload -> 'items') item
                        returning task_id::text""")
                .param("incident", FORMER)
                .query(String.class)
                .list();
        first.close();

        // when
        peers.forget();
        OrchestratorFixtures.willing(peers);
        answered.countDown();
        try (ConfigurableApplicationContext second = instances.start()) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> !peers.payloads("monitor_restoration").isEmpty());

            // then
            assertThat(second.isRunning()).isTrue();
            assertThat(stored).hasSize(2);
            assertThat(peers.payloads("provision_tunnels")).isEmpty();
            assertThat(peers.received("provision_tunnel"))
                    .extracting(request -> request.path("task_id").asText())
                    .containsAll(stored);
            assertThat(payloads()).hasSize(3);
        }
    }

    /** The waves of provisioning, each once however often it was sent. */
    private List<JsonNode> waves() {
        return peers.payloads("provision_tunnels").stream().distinct().toList();
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
