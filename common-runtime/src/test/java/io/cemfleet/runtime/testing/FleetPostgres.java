package io.cemfleet.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        execute("create database " + name);
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

    /** Ends every connection to the database of a URL, and refuses new ones until {@link #restore}. */
    public static void stop(String url) {
        execute("alter database %s allow_connections false".formatted(database(url)));
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(database(url)));
    }

    /** Lets the database of a URL be reached again. */
    public static void restore(String url) {
        execute("alter database %s allow_connections true".formatted(database(url)));
    }

    private static String database(String url) {
        return url.replaceFirst("^[^?]*/([^/?]+).*$", "$1");
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(SERVER.url(), SERVER.user(), SERVER.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    /** A JVM that is killed cannot end its server: a shell waits for the JVM's end and ends what is left. */
    private static void endWithThisProcess(Path data) throws IOException {
        String wait =
                """
                while kill -0 "$1" 2>/dev/null; do sleep 1; done
                read -r server < "$2/postmaster.pid" && kill -QUIT "$server" && sleep 2
                rm -rf "$2\"""";
        new ProcessBuilder(
                        "sh",
                        "-c",
                        wait,
                        "fleet-postgres",
                        String.valueOf(ProcessHandle.current().pid()),
                        data.toString())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @SuppressWarnings("resource")
    private static Server embedded() {
        try {
            Path data = Files.createTempDirectory("fleet-postgres");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("max_connections", "200")
                    .start();
            endWithThisProcess(data);
            return new Server(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
