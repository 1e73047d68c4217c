package io.cemfleet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.launcher.kafka.KafkaPorts;
import io.cemfleet.launcher.kafka.KafkaServer;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.process.ProcessMark;
import io.cemfleet.launcher.process.ProcessTable;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCertificates;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers, started and stopped by the launcher's own code. */
@SuppressWarnings("NullAway.Init")
class LocalServersTest {
    @TempDir
    Path directory;

    @Test
    void postgresIsDurableKeepsItsDataAndSeparatesRoles() throws Exception {
        var home = homeWithScript();
        var passwords = DatabasePasswords.ensure(home);
        var server = new PostgresServer(home, FleetFixtures.freePort());
        try {
            // given a first start
            server.start(passwords);
            try (var owner = connect(server, "audit_owner", passwords);
                    var app = connect(server, "audit_app", passwords)) {
                assertThat(show(owner, "fsync")).isEqualTo("on");
                assertThat(show(owner, "synchronous_commit")).isEqualTo("on");
                owner.createStatement().execute("CREATE TABLE note (id bigserial PRIMARY KEY, text text)");
                app.createStatement().execute("INSERT INTO note (text) VALUES ('kept')");
                assertThatThrownBy(() -> app.createStatement().execute("DROP TABLE note"))
                        .isInstanceOf(SQLException.class);
            }
            try (var stranger = connect(server, "notification_app", passwords)) {
                assertThatThrownBy(() -> stranger.createStatement().execute("SELECT * FROM audit.note"))
                        .isInstanceOf(SQLException.class);
            }

            // when it is killed together with its launcher's knowledge of it, and started again
            var killed = server.running().orElseThrow().handle();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
            server.start(passwords);
            server.start(passwords);

            // then the data are there
            try (var app = connect(server, "audit_app", passwords);
                    var rows = app.createStatement().executeQuery("SELECT text FROM note")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("kept");
            }
        } finally {
            server.stop();
        }
        assertThat(server.running()).isEmpty();
    }

    @Test
    void kafkaServesClientsKeepsItsTopicsAndStops() throws Exception {
        var home = FleetFixtures.home(directory);
        var ports = new KafkaPorts(FleetFixtures.freePort(), FleetFixtures.freePort());
        var server = new KafkaServer(home, ports, ownClasspath(), new ProcessTable(new ProcessMark(home.state())));
        try {
            server.start();
            try (var admin = admin(ports)) {
                admin.createTopics(List.of(new NewTopic("cem.alerts", 3, (short) 1)))
                        .all()
                        .get(20, TimeUnit.SECONDS);
            }
            server.running().orElseThrow().stop(Duration.ZERO);
            server.start();
            try (var admin = admin(ports)) {
                assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).isEqualTo(Set.of("cem.alerts"));
            }
        } finally {
            server.stop();
        }
        assertThat(server.running()).isEmpty();
    }

    @Test
    void securedServersAcceptOnlyTlsAndTheDataServeBothModes() throws Exception {
        var home = homeWithScript();
        var passwords = DatabasePasswords.ensure(home);
        var certificates = FleetCertificates.ensure(home);
        var credentials = FleetCredentials.ensure(home);
        var postgres = new PostgresServer(home, FleetFixtures.freePort());
        var ports = new KafkaPorts(FleetFixtures.freePort(), FleetFixtures.freePort());
        var kafka = new KafkaServer(home, ports, ownClasspath(), new ProcessTable(new ProcessMark(home.state())));
        var securedPostgres = postgres.secured(certificates);
        var securedKafka = kafka.secured(certificates, credentials);
        try {
            // given servers that were started without TLS
            postgres.start(passwords);
            kafka.start();
            try (var admin = admin(ports)) {
                admin.createTopics(List.of(new NewTopic("cem.alerts", 3, (short) 1)))
                        .all()
                        .get(20, TimeUnit.SECONDS);
            }
            postgres.stop();
            kafka.stop();

            // when they are started with it, and brought up to date again
            securedPostgres.start(passwords);
            securedPostgres.start(passwords);
            securedKafka.start();
            securedKafka.start();

            // then
            try (var app = connect(securedPostgres, "audit_app", passwords)) {
                assertThat(show(app, "ssl")).isEqualTo("on");
            }
            assertThatThrownBy(() -> connect(postgres, "audit_app", passwords)).hasMessageContaining("no encryption");
            try (var admin = AdminClient.create(agent(ports, certificates, credentials))) {
                assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).isEqualTo(Set.of("cem.alerts"));
                assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("others", 1, (short) 1)))
                                .all()
                                .get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
            var withoutCertificate = agent(ports, certificates, credentials);
            withoutCertificate.keySet().removeIf(name -> name.startsWith("ssl.keystore"));
            try (var admin = AdminClient.create(withoutCertificate)) {
                assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(SslAuthenticationException.class);
            }
        } finally {
            postgres.stop();
            kafka.stop();
        }
    }

    @Test
    void aSecuredKafkaIsReachedWithTheSettingsOfTheDeploymentPage() throws Exception {
        // given
        var home = FleetFixtures.home(directory);
        var server =
                new KafkaServer(home, new KafkaPorts(1, 2), List.of(), new ProcessTable(new ProcessMark(home.state())));
        String page = Files.readString(Path.of("../docs/operations/deployment.md"));
        Map<String, String> documented = Pattern.compile(
                        "^(SPRING_(?:KAFKA|SSL_BUNDLE_PEM_KAFKA)_\\w+)=(.*)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        // when
        var given = server.secured(FleetCertificates.ensure(home), FleetCredentials.ensure(home))
                .environment();
        // then
        assertThat(given).containsOnlyKeys(documented.keySet());
        documented.values().removeIf(value -> value.startsWith("file:") || value.contains(",") || value.equals("..."));
        assertThat(documented).hasSize(6);
        assertThat(given).containsAllEntriesOf(documented);
    }

    private FleetPaths homeWithScript() throws Exception {
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        Path copy = directory.resolve("deploy/postgres/roles.sql");
        Files.createDirectories(copy.getParent());
        Files.copy(checkout.resolve("deploy/postgres/roles.sql"), copy);
        return FleetFixtures.home(directory);
    }

    private static Connection connect(PostgresServer server, String role, DatabasePasswords passwords)
            throws SQLException {
        return DriverManager.getConnection(server.url("cem"), role, passwords.of(role));
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var row = connection.createStatement().executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static AdminClient admin(KafkaPorts ports) {
        return AdminClient.create(Map.of("bootstrap.servers", ports.bootstrapServers()));
    }

    /** What an agent's client is set to. */
    private static Map<String, Object> agent(
            KafkaPorts ports, FleetCertificates certificates, FleetCredentials credentials) throws IOException {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", ports.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"cem\" password=\""
                        + credentials.get(FleetCredentials.KAFKA_PASSWORD) + "\";");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", Files.readString(certificates.authority()));
        settings.put("ssl.keystore.type", "PEM");
        settings.put(
                "ssl.keystore.certificate.chain", Files.readString(certificates.certificate(FleetCertificates.CLIENT)));
        settings.put("ssl.keystore.key", Files.readString(certificates.key(FleetCertificates.CLIENT)));
        return settings;
    }

    private static List<Path> ownClasspath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
