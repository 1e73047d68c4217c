package io.cemfleet.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A real Postgres as a NOC runs it: TLS or nothing, a certificate of a private authority for the name
 * {@code localhost}, password login, the roles of {@code deploy/postgres/roles.sql}.
 */
public final class SecurePostgres {
    public static final String APP_PASSWORD = "app \"pass\" 'word' 50%2F=+/ ä";
    public static final String OWNER_PASSWORD = "owner pass & word?";

    private static final String HBA =
            """
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            hostssl all all all scram-sha-256
            """;

    private final TestAuthority authority = new TestAuthority("postgres-ca");
    private final Path rootCertificate = authority.file();
    private final int port;

    /** A fresh database with the schema's two roles. */
    public final class SecureDatabase {
        private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
        private final String schema;

        private SecureDatabase(String schema) {
            this.schema = schema;
            execute(administrator("postgres"), "create database " + name);
            execute(
                    administrator(name),
                    "select set_config('cem.app_password', '" + APP_PASSWORD.replace("'", "''")
                            + "', false), set_config('cem.owner_password', '" + OWNER_PASSWORD + "', false)",
                    roles());
        }

        /** The address with the certificate checked against the host's name. */
        public String url(String host, Path root) {
            return "jdbc:postgresql://" + host + ':' + port + '/' + name + "?currentSchema=" + schema
                    + "&sslmode=verify-full&sslrootcert=" + root;
        }

        public String url() {
            return url("localhost", rootCertificate);
        }

        /** The settings of an agent that does not migrate. */
        public Map<String, String> app() {
            return Map.of(
                    "spring.datasource.url",
                    url(),
                    "spring.datasource.username",
                    schema + "_app",
                    "spring.datasource.password",
                    APP_PASSWORD);
        }

        /** The settings with which a schema is migrated. */
        public Map<String, String> owner() {
            return Map.of(
                    "spring.flyway.url",
                    url(),
                    "spring.flyway.user",
                    schema + "_owner",
                    "spring.flyway.password",
                    OWNER_PASSWORD);
        }

        /**
         * The agent's login without TLS.
         *
         * @throws SQLException as the server refuses it
         */
        public Connection connectWithoutTls() throws SQLException {
            return DriverManager.getConnection(
                    url().replace("sslmode=verify-full", "sslmode=disable"), schema + "_app", APP_PASSWORD);
        }
    }

    private SecurePostgres(Path directory) throws IOException {
        authority.issue("postgres", "localhost").in(directory, "server");
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setServerConfig("ssl", "on")
                .setServerConfig(
                        "ssl_cert_file", directory.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", directory.resolve("server.key").toString())
                .start();
        port = postgres.getPort();
        Files.writeString(directory.resolve("data/pg_hba.conf"), HBA);
        execute(administrator("postgres"), "select pg_reload_conf()");
    }

    public static SecurePostgres start() {
        try {
            return new SecurePostgres(Files.createTempDirectory("secure-postgres"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public SecureDatabase database(String schema) {
        return new SecureDatabase(schema);
    }

    private String administrator(String database) {
        return "jdbc:postgresql://localhost:" + port + '/' + database + "?user=postgres";
    }

    private static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String roles() {
        try {
            return Files.readString(Path.of("../deploy/postgres/roles.sql"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
