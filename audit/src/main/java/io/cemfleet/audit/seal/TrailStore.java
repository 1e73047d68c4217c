package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.HashChain;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailHead;
import io.cemfleet.audit.trail.TrailSignature;
import io.cemfleet.runtime.time.SqlTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_event}, appended to by one at a time, and the signed end of it. */
@Repository
class TrailStore {
    private static final String COPY = "copy audit_event (id, event_id, event_type, incident_id, actor, source_agent,"
            + " occurred_at, recorded_at, record, previous_hash, hash) from stdin (format binary)";
    private static final long SEALERS_LOCK = 0x5EA1_A0D1_7000_0001L;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    TrailStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * The state of the trail.
     *
     * @param head the signed end, null before the first one
     * @param lastSealed the last day that has a segment, null when none has
     */
    record TrailState(TrailTail tail, @Nullable TrailHead head, @Nullable LocalDate lastSealed) {}

    /** The last row of the table; sequence 0 when there is none. */
    record TrailTail(long sequence, String hash, Instant recordedAt) {}

    /** Waits until no other sealer is at work; holds until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", SEALERS_LOCK)
                .query((row, number) -> true)
                .single();
    }

    TrailState standing() {
        return jdbc.sql(
                        """
                        select e.id, e.hash as row_hash, e.recorded_at, h.sequence, h.hash, h.signed_at, h.key_id,
                               h.signature, (select max(day) from audit_segment) as last_sealed
                        from (values (1)) as one
                        left join lateral (select id, hash, recorded_at from audit_event order by id desc limit 1) e
                            on true
                        left join audit_head h on true""")
                .query((row, number) -> standing(row))
                .single();
    }

    void sign(TrailHead head) {
        jdbc.sql(
                        """
                        insert into audit_head (sequence, hash, signed_at, key_id, signature)
                        values (:sequence, :hash, :at, :key, :signature)
                        on conflict (id) do update set sequence = excluded.sequence, hash = excluded.hash,
                            signed_at = excluded.signed_at, key_id = excluded.key_id, signature = excluded.signature""")
                .param("sequence", head.sequence())
                .param("hash", head.hash())
                .param("at", SqlTime.utc(head.signedAt()))
                .param("key", head.seal().keyId())
                .param("signature", head.seal().signature())
                .update();
    }

    /** The sequence numbers of those events that are in the trail already. */
    Map<EventKey, Long> known(Collection<EventKey> keys) {
        Map<EventKey, Long> known = new HashMap<>();
        jdbc.sql(
                        """
                        select e.source_agent, e.event_id, e.id
                        from unnest(:sources, :ids) as wanted (source_agent, event_id)
                        join audit_event e on e.source_agent = wanted.source_agent and e.event_id = wanted.event_id""")
                .param("sources", keys.stream().map(EventKey::sourceAgent).toArray(String[]::new))
                .param("ids", keys.stream().map(EventKey::eventId).toArray(UUID[]::new))
                .query(row -> {
                    EventKey key = new EventKey(row.getString("source_agent"), row.getObject("event_id", UUID.class));
                    known.put(key, row.getLong("id"));
                });
        return known;
    }

    /**
     * Appends rows with one COPY.
     *
     * @throws IllegalArgumentException when a text cannot be written as UTF-8
     */
    void append(List<SealedEvent> events) {
        byte[] rows = BinaryCopy.of(events);
        template.execute((Connection connection) -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(rows));
            } catch (IOException e) {
                throw new SQLException("the trail could not be written", e);
            }
        });
    }

    private static TrailState standing(ResultSet row) throws SQLException {
        TrailTail tail = row.getObject("id") == null
                ? new TrailTail(0, HashChain.GENESIS, Instant.EPOCH)
                : new TrailTail(row.getLong("id"), row.getString("row_hash"), SqlTime.instant(row, "recorded_at"));
        TrailHead head = row.getObject("sequence") == null
                ? null
                : new TrailHead(
                        row.getLong("sequence"),
                        row.getString("hash"),
                        SqlTime.instant(row, "signed_at"),
                        new TrailSignature(row.getString("key_id"), row.getString("signature")));
        return new TrailState(tail, head, row.getObject("last_sealed", LocalDate.class));
    }
}
