package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.GetIncidentStatus;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.TestAuthority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Two agents that talk over https with certificates of the fleet's own authority. */
class HttpsAgentsTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("fleet-ca");
    private static final TestAuthority.Identity SERVER = AUTHORITY.issue("orchestrator", "localhost");
    private static ConfigurableApplicationContext orchestrator;

    @BeforeAll
    static void start() {
        orchestrator = agent(
                "orchestrator",
                Map.of(
                        "spring.ssl.bundle.pem.server.keystore.certificate", SERVER.certificate(),
                        "spring.ssl.bundle.pem.server.keystore.private-key", SERVER.key(),
                        "server.ssl.bundle", "server"));
    }

    @AfterAll
    static void stop() {
        orchestrator.close();
    }

    @Test
    void anAgentReachesAnotherOverHttpsWithTheFleetsBundle() {
        assertThat(ask("localhost", AUTHORITY)).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void anUnknownAuthorityAndAnotherHostsNameAreRefused() {
        assertThat(ask("localhost", new TestAuthority("stranger")))
                .isInstanceOfSatisfying(TaskOutcome.Unreachable.class, outcome -> assertThat(outcome.reason())
                        .contains("certification path"));
        assertThat(ask("127.0.0.1", AUTHORITY))
                .isInstanceOfSatisfying(TaskOutcome.Unreachable.class, outcome -> assertThat(outcome.reason())
                        .contains("127.0.0.1"));
    }

    /** What the test agent says to a query about an incident: it knows none. */
    private static TaskOutcome<IncidentView> ask(String host, TestAuthority trusted) {
        Map<String, String> settings = Map.of(
                "cem.a2a.peers.[orchestrator]",
                "https://" + host + ':'
                        + Objects.requireNonNull(orchestrator.getEnvironment().getProperty("local.server.port")),
                "spring.ssl.bundle.pem.fleet.truststore.certificate",
                trusted.pem(),
                "CEM_SSL_BUNDLE",
                "fleet");
        try (ConfigurableApplicationContext caller = agent("service_impact", settings)) {
            return caller.getBean(A2aClient.class)
                    .call(GetIncidentStatus.TYPE, TaskCall.query(new GetIncidentStatus.Request("INC-2026-0001")));
        }
    }

    private static ConfigurableApplicationContext agent(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "server.port", "0",
                "management.server.port", "0",
                "cem.schema", name,
                "cem.a2a.agent", name,
                "cem.a2a.key-directory", TestKeys.directory().toString(),
                "db-scheduler.enabled", "false",
                "logging.structured.format.console", ""));
        Map<String, Supplier<Object>> database = new HashMap<>();
        FleetPostgres.register(database::put, name);
        database.forEach((property, value) -> all.put(property, value.get().toString()));
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((property, value) -> arguments.add("--" + property + '=' + value));
        return SpringApplication.run(A2aTestAgent.class, arguments.toArray(String[]::new));
    }
}
