package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.cli.RotateKeys;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private static final URI CLOSED_PORT = URI.create("http://127.0.0.1:1");

    @TempDir
    Path keys;

    private @Nullable ConfigurableApplicationContext orchestrator;
    private @Nullable ConfigurableApplicationContext correlator;

    @BeforeEach
    void keysOfThreeAgents() {
        List.of(AgentName.ORCHESTRATOR, AgentName.EVENT_CORRELATOR, AgentName.FLEET_CLI)
                .forEach(agent -> TestKeys.write(keys, agent));
    }

    @AfterEach
    void stop() {
        Stream.of(correlator, orchestrator).filter(Objects::nonNull).forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void aRotationThatOneAgentMissesChangesNoKeyUntilTheNextRun() throws Exception {
        // given an agent that does not see the folder
        String before = Files.readString(keys.resolve("fleet_cli.key"));
        try (PeerStub blind = PeerStub.start();
                var rotation = new RotateKeys(
                        keys,
                        agent -> URI.create(blind.url()),
                        new RotateKeys.RotationWaits(Duration.ofSeconds(1), Duration.ZERO))) {

            // when
            assertThatThrownBy(() -> rotation.rotate(List.of(AgentName.FLEET_CLI)))
                    .hasMessageContaining("does not accept the new key of fleet_cli");
        }

        // then
        assertThat(keys.resolve("fleet_cli.key")).hasContent(before);
        String published = Files.readString(keys.resolve("fleet_cli.next.pub"));
        String others = Files.readString(keys.resolve("orchestrator.pub"));
        try (var rotation = new RotateKeys(
                keys, agent -> CLOSED_PORT, new RotateKeys.RotationWaits(Duration.ofSeconds(30), Duration.ZERO))) {
            rotation.rotate(List.of(AgentName.ORCHESTRATOR, AgentName.FLEET_CLI));
        }
        assertThat(keys.resolve("fleet_cli.pub")).hasContent(published);
        assertThat(keys.resolve("orchestrator.pub")).hasContent(others);
        assertThat(Files.readString(keys.resolve("fleet_cli.key"))).isNotEqualTo(before);
    }

    @Test
    void aRotationUnderLoadRefusesNoRequestAndThenTheOldKey() throws Exception {
        // given
        var here = agent(AgentName.ORCHESTRATOR, CLOSED_PORT);
        orchestrator = here;
        var there = agent(AgentName.EVENT_CORRELATOR, address(here));
        correlator = there;
        Map<AgentName, URI> addresses =
                Map.of(AgentName.ORCHESTRATOR, address(here), AgentName.EVENT_CORRELATOR, address(there));
        String oldKey = Files.readString(keys.resolve("event_correlator.pub"));
        var load = new TaskLoad(there.getBean(A2aClient.class));
        Thread[] callers = {Thread.startVirtualThread(load), Thread.startVirtualThread(load)};

        // when
        try (var rotation = new RotateKeys(
                keys,
                agent -> addresses.getOrDefault(agent, CLOSED_PORT),
                new RotateKeys.RotationWaits(Duration.ofSeconds(30), AgentKeys.CHECKED_EVERY.plusSeconds(2)))) {
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
        assertThat(Files.readString(keys.resolve("event_correlator.pub"))).isNotEqualTo(oldKey);
        assertThat(keys).isDirectoryNotContaining("glob:**.next.*");
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

    /** Sends as fast as it goes, each task new and each once: what is refused is not sent again. */
    private static final class TaskLoad implements Runnable {
        final AtomicBoolean ended = new AtomicBoolean();
        final AtomicInteger answered = new AtomicInteger();
        final Queue<TaskOutcome<?>> failed = new ConcurrentLinkedQueue<>();
        private final A2aClient client;

        TaskLoad(A2aClient client) {
            this.client = client;
        }

        @Override
        public void run() {
            while (!ended.get()) {
                TaskOutcome<?> outcome = client.deliver(AgentName.ORCHESTRATOR, task());
                if (outcome instanceof TaskOutcome.Done<?>) {
                    answered.incrementAndGet();
                } else {
                    failed.add(outcome);
                }
            }
        }

        private static TaskRequest task() {
            return new TaskRequest(
                    "incident_detected",
                    FleetJson.golden("incident_detected"),
                    UUID.randomUUID(),
                    "INC-2026-0001",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }
}
