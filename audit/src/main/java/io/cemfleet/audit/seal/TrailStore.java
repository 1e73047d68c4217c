package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.Chain;
import io.cemfleet.audit.trail.SealedEvent;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_event}, walked for the check and appended to by one at a time. */
@Repository
public class TrailStore {
    private static final String COLUMNS = "id, event_id, event_type, incident_id, actor, source_agent, occurred_at,"
            + " recorded_at, record, previous_hash, hash";
    private static final long SEALERS_LOCK = 0x5EA1_A0D1_7000_0001L;
    private static final int FETCH = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    TrailStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    record Tail(long sequence, String hash) {}

    /** Waits until no other sealer is at work; holds until the transaction ends. */
    Tail lockTail() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", SEALERS_LOCK)
                .query((row, number) -> true)
                .single();
        return jdbc.sql("select id, hash from audit_event order by id desc limit 1")
                .query((row, number) -> new Tail(row.getLong("id"), row.getString("hash")))
                .optional()
                .orElse(new Tail(0, Chain.GENESIS));
    }

    /** The sequence numbers of those events that are in the trail already. */
    Map<UUID, Long> known(Collection<UUID> eventIds) {
        Map<UUID, Long> known = new HashMap<>();
        jdbc.sql("select event_id, id from audit_event where event_id = any(:ids)")
                .param("ids", eventIds.toArray(UUID[]::new))
                .query(row -> {
                    known.put(row.getObject("event_id", UUID.class), row.getLong("id"));
                });
        return known;
    }

    void append(List<SealedEvent> events) {
        StringBuilder rows = new StringBuilder();
        events.forEach(event -> CopyText.row(rows, event));
        template.execute((Connection connection) -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy audit_event (" + COLUMNS + ") from stdin", new StringReader(rows.toString()));
            } catch (IOException e) {
                throw new SQLException("the trail could not be written", e);
            }
        });
    }

    /** Walks the whole trail in order, a thousand rows at a time. */
    public void walk(Consumer<SealedEvent> visitor) {
        long after = Long.MIN_VALUE;
        List<SealedEvent> rows;
        do {
            rows = jdbc.sql("select " + COLUMNS + " from audit_event where id > :after order by id limit " + FETCH)
                    .param("after", after)
                    .query((row, number) -> event(row))
                    .list();
            for (SealedEvent row : rows) {
                visitor.accept(row);
                after = row.sequence();
            }
        } while (rows.size() == FETCH);
    }

    private static SealedEvent event(ResultSet row) throws SQLException {
        return new SealedEvent(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("incident_id"),
                row.getString("actor"),
                row.getString("source_agent"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("record"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
