package io.cemfleet.audit.trail;

import io.cemfleet.runtime.time.SqlTime;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trail in its tables, in one read-only snapshot for as long as it is open. */
public final class JdbcTrail implements TrailSource, AutoCloseable {
    private static final int FETCH = 1000;

    private final Connection connection;

    /** Takes the connection over, and closes it in the end. */
    public JdbcTrail(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    public List<SealedDay> segments() throws SQLException {
        List<SealedDay> segments = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from audit_segment order by day")) {
            while (row.next()) {
                segments.add(segment(row));
            }
        }
        return segments;
    }

    @Override
    public @Nullable TrailHead head() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from audit_head")) {
            return row.next()
                    ? new TrailHead(
                            row.getLong("sequence"),
                            row.getString("hash"),
                            SqlTime.instant(row, "signed_at"),
                            seal(row, ""))
                    : null;
        }
    }

    @Override
    public void walk(Visitor visitor) throws SQLException, IOException {
        walk(Long.MIN_VALUE, visitor);
    }

    /** All rows after a sequence, in order. */
    public void walk(long after, Visitor visitor) throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement("select * from audit_event where id > ? order by id")) {
            statement.setLong(1, after);
            walk(statement, visitor);
        }
    }

    @Override
    public void walkNotes(Visitor visitor) throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement("select * from audit_event where event_type = ? order by id")) {
            statement.setString(1, TrailNotes.EVENT_TYPE);
            walk(statement, visitor);
        }
    }

    private static void walk(PreparedStatement query, Visitor visitor) throws SQLException, IOException {
        query.setFetchSize(FETCH);
        try (ResultSet row = query.executeQuery()) {
            boolean more = true;
            while (more && row.next()) {
                more = visitor.take(event(row));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setReadOnly(false);
        connection.close();
    }

    /** A row of {@code audit_segment}. */
    public static SealedDay segment(ResultSet row) throws SQLException {
        Instant dropped = row.getObject("dropped_at") == null ? null : SqlTime.instant(row, "dropped_at");
        return new SealedDay(
                row.getObject("day", LocalDate.class),
                row.getLong("first_sequence"),
                row.getLong("last_sequence"),
                row.getString("previous_hash"),
                row.getString("last_hash"),
                SqlTime.instant(row, "sealed_at"),
                seal(row, ""),
                dropped == null ? null : new SealedDay.DroppedDay(dropped, seal(row, "drop_")));
    }

    private static TrailSignature seal(ResultSet row, String prefix) throws SQLException {
        return new TrailSignature(text(row, prefix + "key_id"), text(row, prefix + "signature"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static SealedEvent event(ResultSet row) throws SQLException {
        return new SealedEvent(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("incident_id"),
                row.getString("actor"),
                row.getString("source_agent"),
                SqlTime.instant(row, "occurred_at"),
                SqlTime.instant(row, "recorded_at"),
                row.getString("record"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
