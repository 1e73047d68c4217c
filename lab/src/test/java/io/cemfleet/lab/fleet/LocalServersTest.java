package io.cemfleet.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.lab.fleet.home.DatabasePasswords;
import io.cemfleet.lab.fleet.home.FleetHome;
import io.cemfleet.lab.fleet.kafka.KafkaPorts;
import io.cemfleet.lab.fleet.kafka.KafkaServer;
import io.cemfleet.lab.fleet.postgres.PostgresServer;
import io.cemfleet.lab.fleet.process.Mark;
import io.cemfleet.lab.fleet.process.ProcessTable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers, started and stopped by the launcher's own code. */
@SuppressWarnings("NullAway.Init")
class LocalServersTest {
    @TempDir
    Path directory;

    @Test
    void postgresIsDurableKeepsItsDataAndTellsRolesApart() throws Exception {
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
        var server = new KafkaServer(home, ports, ownClasspath(), new ProcessTable(new Mark(home.state())));
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

    private FleetHome homeWithScript() throws Exception {
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

    private static List<Path> ownClasspath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
