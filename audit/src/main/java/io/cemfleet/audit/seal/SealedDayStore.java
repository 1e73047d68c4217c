package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.SealedDay;
import io.cemfleet.runtime.time.SqlTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_segment}. */
@Repository
class SealedDayStore {
    private final JdbcClient jdbc;

    SealedDayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day (UTC) of the first row that belongs to no sealed day yet. */
    Optional<LocalDate> firstUnsealedDay() {
        return jdbc.sql(
                        """
                        select (recorded_at at time zone 'UTC')::date from audit_event
                        where id > coalesce((select max(last_sequence) from audit_segment), 0) order by id limit 1""")
                .query(LocalDate.class)
                .optional();
    }

    Optional<SealedDay> last() {
        return jdbc.sql("select * from audit_segment order by day desc limit 1")
                .query((row, number) -> JdbcTrail.segment(row))
                .optional();
    }

    /** Sealed days before a day whose rows are still there, the oldest first. */
    List<SealedDay> kept(LocalDate before) {
        return jdbc.sql("select * from audit_segment where day < :before and dropped_at is null order by day")
                .param("before", before)
                .query((row, number) -> JdbcTrail.segment(row))
                .list();
    }

    /** @return false when another instance sealed the day meanwhile */
    boolean add(SealedDay segment) {
        return jdbc.sql(
                                """
                        insert into audit_segment (day, first_sequence, last_sequence, previous_hash, last_hash,
                                                   sealed_at, key_id, signature)
                        values (:day, :first, :last, :previous, :hash, :at, :key, :signature)
                        on conflict do nothing""")
                        .param("day", segment.day())
                        .param("first", segment.firstSequence())
                        .param("last", segment.lastSequence())
                        .param("previous", segment.previousHash())
                        .param("hash", segment.lastHash())
                        .param("at", SqlTime.utc(segment.sealedAt()))
                        .param("key", segment.seal().keyId())
                        .param("signature", segment.seal().signature())
                        .update()
                == 1;
    }

    /**
     * Drops the rows of a day; its root stays.
     *
     * @return how many
     */
    long drop(LocalDate day, SealedDay.DroppedDay drop) {
        return jdbc.sql("select audit_drop_segment(:day, :at, :key, :signature)")
                .param("day", day)
                .param("at", SqlTime.utc(drop.droppedAt()))
                .param("key", drop.seal().keyId())
                .param("signature", drop.seal().signature())
                .query(Long.class)
                .single();
    }
}
