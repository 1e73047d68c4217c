package io.cemfleet.bench;

import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The fleet's Postgres, with the administrator's rights. */
final class BenchDatabase implements AutoCloseable {
    private final Connection connection;

    BenchDatabase(PostgresServer server, DatabasePasswords passwords, String database) {
        try {
            this.connection = DriverManager.getConnection(
                    server.url(database), PostgresServer.ADMINISTRATOR, passwords.of(PostgresServer.ADMINISTRATOR));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The handling of one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> List<T> query(String sql, RowReader<T> reader) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> T one(String sql, RowReader<T> reader) {
        return query(sql, reader).getFirst();
    }

    long number(String sql) {
        return one(sql, row -> row.getLong(1));
    }

    static FleetFailure failed(Exception e) {
        return new FleetFailure("Postgres: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
