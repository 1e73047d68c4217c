package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.cli.RotateKeys;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.a2a.testing.FleetPostgres;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.AgentKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Keys change while two running agents call each other. */
@SuppressWarnings("NullAway.Init")
class RotateKeysTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    Path keys;

    private ConfigurableApplicationContext orchestrator;
    private ConfigurableApplicationContext correlator;

    @BeforeEach
    void start() {
        List.of(AgentName.ORCHESTRATOR, AgentName.EVENT_CORRELATOR, AgentName.FLEET_CLI)
                .forEach(agent -> TestKeys.write(keys, agent));
        orchestrator = agent(AgentName.ORCHESTRATOR, NOBODY);
        correlator = agent(AgentName.EVENT_CORRELATOR, address(orchestrator));
    }

    @AfterEach
    void stop() {
        correlator.close();
        orchestrator.close();
    }

    @Test
    void aRotationThatAnAgentDoesNotFollowChangesNoPrivateKeyAndTheNextRunFinishesIt() throws Exception {
        // given an agent that does not see the folder
        String before = Files.readString(keys.resolve("fleet_cli.key"));
        try (PeerStub blind = PeerStub.start();
                var rotation = new RotateKeys(
                        keys,
                        agent -> URI.create(blind.url()),
                        new RotateKeys.Waits(Duration.ofSeconds(1), Duration.ZERO))) {

            // when
            assertThatThrownBy(() -> rotation.rotate(List.of(AgentName.FLEET_CLI)))
                    .hasMessageContaining("does not accept the new key of fleet_cli");
        }

        // then
        assertThat(keys.resolve("fleet_cli.key")).hasContent(before);
        String published = Files.readString(keys.resolve("fleet_cli.next.pub"));
        String others = Files.readString(keys.resolve("orchestrator.pub"));
        try (var rotation =
                new RotateKeys(keys, this::addressOf, new RotateKeys.Waits(Duration.ofSeconds(30), Duration.ZERO))) {
            rotation.rotate(List.of(AgentName.ORCHESTRATOR, AgentName.FLEET_CLI));
        }
        assertThat(keys.resolve("fleet_cli.pub")).hasContent(published);
        assertThat(keys.resolve("orchestrator.pub")).hasContent(others);
        assertThat(Files.readString(keys.resolve("fleet_cli.key"))).isNotEqualTo(before);
    }

    @Test
    void noRequestIsRefusedWhileKeysChangeUnderLoadAndTheOldKeyIsRefusedAfterwards() throws Exception {
        // given
        String oldKey = Files.readString(keys.resolve("event_correlator.pub"));
        var load = new Load();
        Thread[] callers = {Thread.startVirtualThread(load), Thread.startVirtualThread(load)};

        // when
        try (var rotation = new RotateKeys(
                keys,
                this::addressOf,
                new RotateKeys.Waits(Duration.ofSeconds(30), AgentKeys.CHECKED_EVERY.plusSeconds(2)))) {
            rotation.rotate(List.of(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, AgentName.FLEET_CLI));
        }
        int duringRotation = load.answered.get();
        await().until(() -> load.answered.get() > duringRotation + 10);
        load.ended.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        // then
        assertThat(load.failed).isEmpty();
        assertThat(duringRotation).isGreaterThan(20);
        assertThat(refused("signature") + refused("issuer") + refused("expired"))
                .isZero();
        assertThat(refused("unknown_key")).as("the command's own questions").isLessThan(40);
        assertThat(Files.readString(keys.resolve("event_correlator.pub"))).isNotEqualTo(oldKey);
        assertThat(keys).isDirectoryNotContaining("glob:**.next.*");
    }

    private double refused(String reason) {
        return orchestrator
                .getBean(MeterRegistry.class)
                .find("cem.tokens.refused")
                .tag("reason", reason)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private URI addressOf(AgentName agent) {
        return switch (agent) {
            case ORCHESTRATOR -> address(orchestrator);
            case EVENT_CORRELATOR -> address(correlator);
            default -> NOBODY;
        };
    }

    private static URI address(ConfigurableApplicationContext agent) {
        int port = ((ServletWebServerApplicationContext) agent).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    private ConfigurableApplicationContext agent(AgentName self, URI orchestratorsAddress) {
        var properties = new HashMap<String, Object>(Map.of(
                "server.port", 0,
                "cem.schema", self.wire(),
                "cem.a2a.agent", self.wire(),
                "cem.a2a.key-directory", keys.toString(),
                "cem.a2a.peers.[orchestrator]", orchestratorsAddress.toString(),
                "db-scheduler.enabled", false));
        DynamicPropertyRegistry registry = (name, value) -> properties.put(name, value.get());
        FleetPostgres.register(registry, self.wire());
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        var application = new SpringApplication(A2aTestAgent.class);
        application.setEnvironment(environment);
        return application.run();
    }

    /** Calls as fast as it goes, each task new. */
    private final class Load implements Runnable {
        final AtomicBoolean ended = new AtomicBoolean();
        final AtomicInteger answered = new AtomicInteger();
        final Queue<TaskOutcome<?>> failed = new ConcurrentLinkedQueue<>();

        @Override
        public void run() {
            A2aClient client = correlator.getBean(A2aClient.class);
            while (!ended.get()) {
                TaskOutcome<?> outcome = client.call(
                        IncidentDetected.TYPE,
                        TaskCall.of(UUID.randomUUID(), "INC-2026-0001", FleetJson.golden("incident_detected")));
                if (outcome instanceof TaskOutcome.Done<?>) {
                    answered.incrementAndGet();
                } else {
                    failed.add(outcome);
                }
            }
        }
    }
}
