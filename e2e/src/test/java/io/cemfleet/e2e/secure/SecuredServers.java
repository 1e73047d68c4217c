package io.cemfleet.e2e.secure;

import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Connections of all kinds to the secured Kafka and Postgres. */
final class SecuredServers {
    private static final FleetCertificates CERTIFICATES = FleetCertificates.ensure(FleetUnderTest.home());
    private static final int CONTROLLER_PORT = FleetProcess.KAFKA.port() + 1;
    private static final String PATIENCE_MS = "6000";

    private SecuredServers() {}

    /** The settings of an agent's client. */
    static Map<String, Object> agent() {
        Map<String, Object> settings = new HashMap<>(certificate());
        settings.put("bootstrap.servers", "127.0.0.1:" + FleetProcess.KAFKA.port());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put("sasl.jaas.config", login(FleetUnderTest.credentials().getOrDefault("KAFKA_PASSWORD", "")));
        return settings;
    }

    static String login(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"cem\" password=\""
                + password + "\";";
    }

    static Map<String, Object> atTheController() {
        Map<String, Object> settings = new HashMap<>(certificate());
        settings.put("bootstrap.controllers", "127.0.0.1:" + CONTROLLER_PORT);
        settings.put("security.protocol", "SSL");
        return settings;
    }

    static Map<String, Object> withoutCertificate(Map<String, Object> settings) {
        Map<String, Object> rest = new HashMap<>(settings);
        rest.keySet().removeIf(name -> name.startsWith("ssl.keystore"));
        return rest;
    }

    private static Map<String, Object> certificate() {
        return Map.of(
                "default.api.timeout.ms",
                PATIENCE_MS,
                "request.timeout.ms",
                PATIENCE_MS,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                text(CERTIFICATES.authority()),
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.certificate.chain",
                text(CERTIFICATES.certificate(FleetCertificates.CLIENT)),
                "ssl.keystore.key",
                text(CERTIFICATES.key(FleetCertificates.CLIENT)));
    }

    static Set<String> topics(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get();
        }
    }

    static String cluster(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    static Connection connectToPostgresWithoutTls() throws SQLException {
        return DriverManager.getConnection(postgres().url(PostgresServer.DATABASE), "audit_app", password("audit_app"));
    }

    /** The runtime roles that are connected now, and whether all their connections use TLS. */
    static Map<String, Boolean> rolesConnectedByTls() throws SQLException {
        String url = postgres().secured(CERTIFICATES).url(PostgresServer.DATABASE);
        String administrator = PostgresServer.ADMINISTRATOR;
        try (var connection = DriverManager.getConnection(url, administrator, password(administrator));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        SELECT usename, bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                        WHERE usename LIKE '%\\_app' GROUP BY usename
                        """)) {
            Map<String, Boolean> roles = new HashMap<>();
            while (rows.next()) {
                roles.put(rows.getString(1), rows.getBoolean(2));
            }
            return roles;
        }
    }

    private static PostgresServer postgres() {
        return new PostgresServer(FleetUnderTest.home(), FleetProcess.POSTGRES.port());
    }

    private static String password(String role) {
        return DatabasePasswords.ensure(FleetUnderTest.home()).of(role);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
