package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An empty temporary database; dropped when closed, and before creation if a killed run left it. */
public final class ScratchDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final DatabasePasswords passwords;
    private final String name;

    /** @param name a plain SQL name; never {@link PostgresServer#DATABASE} */
    public ScratchDatabase(PostgresServer server, DatabasePasswords passwords, String name) {
        this.server = server;
        this.passwords = passwords;
        this.name = name;
        close();
        execute("CREATE DATABASE " + name);
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void execute(String sql) {
        String administrator = PostgresServer.ADMINISTRATOR;
        try (var connection = DriverManager.getConnection(
                        server.url(administrator), administrator, passwords.of(administrator));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new FleetFailure("Postgres does not take \"" + sql + "\": " + e.getMessage(), e);
        }
    }
}
