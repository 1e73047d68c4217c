package io.cemfleet.restoration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncWireMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The process stops in the middle of a shift; the next one goes on where it was, under the same task id. */
class RestartTest {
    private final PeerStub peers = RestorationFixtures.waves(PeerStub.start());
    private final PcaWireMock pca = PcaWireMock.start();
    private final CncWireMock cnc = CncWireMock.smallNetwork();
    private final AgentInstances instances = new AgentInstances(
                    "restoration_monitor",
                    peers,
                    RestorationMonitorApplication.class,
                    LinkConditions.FakeLinkBeans.class)
            .with(Map.of(
                    "cem.cnc.url", cnc.url(),
                    "cem.pca.url", pca.url(),
                    "cem.time-scale", 100,
                    "cem.restoration.poll", "10s",
                    "cem.restoration.cutover-interval", "10s",
                    "db-scheduler.heartbeat-interval", "100ms",
                    "db-scheduler.polling-interval", "100ms",
                    "db-scheduler.shutdown-max-wait", "10ms",
                    "spring.lifecycle.timeout-per-shutdown-phase", "1s"));

    @AfterEach
    void stop() {
        peers.close();
        cnc.close();
        pca.close();
    }

    @Test
    void aWatchGoesOnAfterARestart() throws InterruptedException {
        // given a monitor that is stopped while it shifts to 50/50
        CountDownLatch shifting = new CountDownLatch(1);
        CountDownLatch restarted = new CountDownLatch(1);
        peers.on("delete_tunnel", payload -> Reply.completed(RestorationFixtures.deleted(true)));
        peers.on("shift_traffic", payload -> {
            int weight = payload.path("protection_weight").asInt();
            if (weight == 50) {
                shifting.countDown();
                RestorationFixtures.waitFor(restarted);
            }
            return Reply.completed(RestorationFixtures.shifted(weight));
        });
        ConfigurableApplicationContext first = instances.start();
        new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.RESTORATION_MONITOR, AgentInstances.port(first))
                .send(
                        "monitor_restoration",
                        RestorationFixtures.request(
                                RestorationFixtures.INCIDENT, 1, RestorationFixtures.TUNNEL, "another"));
        assertThat(shifting.await(30, TimeUnit.SECONDS)).isTrue();
        first.close();
        restarted.countDown();

        // when
        try (ConfigurableApplicationContext second = instances.start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> events().contains("restored") && second.isRunning());
        }

        // then
        assertThat(events()).containsOnlyOnce("sla_after_steering");
        assertThat(events().stream().filter(event -> !event.equals("sla_after_steering")))
                .containsExactly(
                        "sla_recovered",
                        "hold_timer_started",
                        "hold_timer_expired",
                        "stability_verified",
                        "cutover_stage",
                        "cutover_stage",
                        "cutover_stage",
                        "cutover_stage",
                        "restored");
        assertThat(peers.received("shift_tunnels").stream()
                        .filter(r -> r.at("/payload/items/0/payload/protection_weight")
                                        .asInt()
                                == 50))
                .hasSizeGreaterThan(1)
                .extracting(r -> r.path("task_id").asText() + r.path("payload"))
                .containsOnly(wave(50));
    }

    /** The first wave to a weight: its task id and what it requested. */
    private String wave(int weight) {
        return peers.received("shift_tunnels").stream()
                .filter(r -> r.at("/payload/items/1/payload/protection_weight").asInt() == weight)
                .map(r -> r.path("task_id").asText() + r.path("payload"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> events() {
        return peers.received("restoration_update").stream()
                .collect(java.util.stream.Collectors.toMap(
                        r -> r.path("task_id").asText(),
                        r -> r.at("/payload/event").asText(),
                        (a, b) -> a,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
