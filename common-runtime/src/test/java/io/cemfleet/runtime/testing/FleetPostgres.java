package io.cemfleet.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;

/** One real Postgres for a test run: a container where Docker runs, embedded binaries otherwise. */
public final class FleetPostgres {
    private static final Server SERVER = start();

    private record Server(String url, String user, String password) {}

    private FleetPostgres() {}

    /** A database of its own, empty; the URL names the schema that the agent under test will make. */
    public static String freshDatabase(String schema) {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(SERVER.url(), SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database", e);
        }
        return SERVER.url().replaceFirst("/postgres(\\?|$)", "/" + name + "$1")
                + (SERVER.url().contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    /** Points a Spring context at a fresh database. */
    public static void register(DynamicPropertyRegistry registry, String schema) {
        String url = freshDatabase(schema);
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", SERVER::user);
        registry.add("spring.datasource.password", SERVER::password);
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> "8");
    }

    /** A fresh database without a Spring context, reached as an agent with this schema reaches it. */
    public static DataSource dataSource(String schema) {
        return new DriverManagerDataSource(freshDatabase(schema), SERVER.user(), SERVER.password());
    }

    private static Server start() {
        return dockerRuns() ? container() : embedded();
    }

    private static boolean dockerRuns() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @SuppressWarnings("resource")
    private static Server container() {
        PostgreSQLContainer<?> postgres = new PostgreSQLContainer<>("postgres:18").withDatabaseName("postgres");
        postgres.start();
        return new Server(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
    }

    @SuppressWarnings("resource")
    private static Server embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            return new Server(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
