package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Creates the database with the schemas and roles of {@code deploy/postgres/roles.sql}; runs at each start. */
final class DatabaseRoles {
    private static final Pattern SCHEMA_LIST = Pattern.compile("ARRAY\\[([^]]+)]");
    private static final Pattern SCHEMA = Pattern.compile("'([a-z_]+)'");

    private final FleetPaths home;
    private final PostgresServer server;

    DatabaseRoles(FleetPaths home, PostgresServer server) {
        this.home = home;
        this.server = server;
    }

    void apply(DatabasePasswords passwords) {
        Path script = home.project().resolve("deploy/postgres/roles.sql");
        try {
            String sql = Files.readString(script);
            try (var connection = connect(PostgresServer.ADMINISTRATOR, passwords)) {
                createDatabase(connection);
            }
            try (var connection = connect(PostgresServer.DATABASE, passwords)) {
                for (String schema : schemas(sql)) {
                    setPassword(connection, schema + "_owner", passwords);
                    setPassword(connection, schema + "_app", passwords);
                }
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot read " + script + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new FleetFailure("Postgres runs, but its schemas and roles cannot be created: " + e.getMessage(), e);
        }
    }

    static TreeSet<String> schemas(String sql) {
        var schemas = new TreeSet<String>();
        var list = SCHEMA_LIST.matcher(sql);
        if (list.find()) {
            SCHEMA.matcher(list.group(1)).results().forEach(match -> schemas.add(match.group(1)));
        }
        return schemas;
    }

    private Connection connect(String database, DatabasePasswords passwords) throws SQLException {
        return DriverManager.getConnection(
                server.url(database), PostgresServer.ADMINISTRATOR, passwords.of(PostgresServer.ADMINISTRATOR));
    }

    private static void createDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var present = statement.executeQuery(
                        "SELECT 1 FROM pg_database WHERE datname = '" + PostgresServer.DATABASE + "'")) {
            if (present.next()) {
                return;
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + PostgresServer.DATABASE);
        }
    }

    private static void setPassword(Connection connection, String role, DatabasePasswords passwords)
            throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            statement.setString(1, "cem." + role + "_password");
            statement.setString(2, passwords.of(role));
            statement.execute();
        }
    }
}
