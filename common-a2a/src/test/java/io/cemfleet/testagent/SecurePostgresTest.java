package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.runtime.migration.Migrate;
import io.cemfleet.runtime.testing.SecurePostgres;
import io.cemfleet.runtime.testing.TestAuthority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An agent on a Postgres with {@code verify-full}: who migrates, and what is said when it cannot start. */
@ExtendWith(OutputCaptureExtension.class)
class SecurePostgresTest {
    private static final SecurePostgres POSTGRES = SecurePostgres.start();
    private static final String SCHEMA = "orchestrator";

    private final SecurePostgres.SecureDatabase database = POSTGRES.database(SCHEMA);

    @Test
    void anAgentWithoutTheOwnersPasswordCannotAlterItsMigratedSchema() {
        // given
        Migrate.main(arguments(database.owner(), Map.of()));

        // when
        try (ConfigurableApplicationContext agent = agent(Map.of())) {

            // then
            JdbcClient jdbc = agent.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            List.of(
                            "alter table a2a_outbox add column x int",
                            "drop table a2a_outbox",
                            "create table x (y int)",
                            "truncate a2a_outbox")
                    .forEach(sql -> assertThatThrownBy(() -> jdbc.sql(sql).update())
                            .as(sql)
                            .hasRootCauseMessage("ERROR: " + refusal(sql)));
        }
    }

    private static String refusal(String sql) {
        if (sql.startsWith("create")) {
            return "permission denied for schema orchestrator\n  Position: 14";
        }
        return sql.startsWith("truncate")
                ? "permission denied for table a2a_outbox"
                : "must be owner of table a2a_outbox";
    }

    @Test
    void anAgentMigratesByItselfWhereItIsGivenTheOwnersPassword() {
        Map<String, String> settings = new LinkedHashMap<>(database.owner());
        settings.put("cem.migration.mode", "start");

        try (ConfigurableApplicationContext agent = agent(settings)) {
            assertThat(agent.isActive()).isTrue();
        }
    }

    @Test
    void anOlderSchemaIsRefusedWithTheMigrationsThatItLacks(CapturedOutput output) {
        Migrate.main(arguments(database.owner(), Map.of("spring.flyway.target", "0.1")));

        assertThatThrownBy(() -> agent(Map.of("cem.migration.patience", "0s")));

        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START", "the schema orchestrator lacks the migrations V0_2", "Migrate");
    }

    @Test
    void aMigrationThatComesMeanwhileIsWaitedFor(CapturedOutput output) {
        // given
        CompletableFuture<ConfigurableApplicationContext> start = CompletableFuture.supplyAsync(
                () -> agent(Map.of("logging.level.io.cemfleet.runtime.migration", "INFO")));
        await().until(() -> output.getAll().contains("they are waited for"));

        // when
        Migrate.main(arguments(database.owner(), Map.of()));

        // then

        try (ConfigurableApplicationContext agent = start.join()) {
            assertThat(agent.isActive()).isTrue();
        }
    }

    @Test
    void aSchemaOfALaterVersionIsFine() {
        Migrate.main(arguments(
                database.owner(),
                Map.of("spring.flyway.locations", "classpath:db/a2a,classpath:db/scheduler,classpath:db/future")));

        try (ConfigurableApplicationContext agent = agent(Map.of())) {
            assertThat(agent.isActive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "authority", "password"})
    void aRefusalIsSaidAtTheStart(String wrong, CapturedOutput output) {
        Map<String, String> settings =
                switch (wrong) {
                    case "host" ->
                        Map.of("spring.datasource.url", database.url().replace("localhost", "127.0.0.1"));
                    case "authority" ->
                        Map.of(
                                "spring.datasource.url",
                                database.url("localhost", new TestAuthority("stranger").file()));
                    default -> Map.of("spring.datasource.password", "not the one");
                };

        assertThatThrownBy(() -> agent(settings));

        String said =
                switch (wrong) {
                    case "host" -> "The hostname 127.0.0.1 could not be verified";
                    case "authority" -> "unable to find valid certification path";
                    default -> "password authentication failed for user \"orchestrator_app\"";
                };
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The database cannot be used", said)
                .doesNotContain("not the one", SecurePostgres.APP_PASSWORD);
    }

    private ConfigurableApplicationContext agent(Map<String, String> settings) {
        return SpringApplication.run(A2aTestAgent.class, arguments(database.app(), settings));
    }

    private static String[] arguments(Map<String, String> login, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "cem.schema", SCHEMA,
                "cem.a2a.agent", SCHEMA,
                "cem.a2a.key-directory", TestKeys.directory().toString(),
                "cem.migration.mode", "never",
                "db-scheduler.enabled", "false",
                "logging.structured.format.console", "",
                "spring.datasource.hikari.initialization-fail-timeout", "1"));
        all.putAll(login);
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + '=' + value));
        return arguments.toArray(String[]::new);
    }
}
