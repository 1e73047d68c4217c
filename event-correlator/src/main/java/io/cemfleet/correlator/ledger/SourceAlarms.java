package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.VerdictRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code source_alarm}: which alarms are active, as far as this agent was told. */
@Repository
public class SourceAlarms {
    private static final String SELECT = "select *, record::text as json from source_alarm ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SourceAlarms(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * An active alarm.
     *
     * @param waiting {@code unresolved} or {@code silenced} while it is held back
     * @param record its newest raise
     */
    public record Active(@Nullable String waiting, Instant raisedAt, Instant changedAt, AlertRecord record) {}

    void save(List<VerdictRecord> verdicts) {
        for (VerdictRecord verdict : verdicts) {
            AlertRecord alert = verdict.alert();
            if (alert.kind() == AlertKind.CLEAR) {
                clear(alert);
            } else if (verdict.verdict() != AlertVerdict.DUPLICATE) {
                raise(verdict);
            }
        }
    }

    private void clear(AlertRecord alert) {
        batches.update(
                """
                update source_alarm set active = false, waiting = null, changed_at = ?
                where source = ? and source_key = ? and active""",
                AlertLedger.utc(alert.receivedAt()),
                alert.source().wire(),
                alert.sourceKey());
    }

    private void raise(VerdictRecord verdict) {
        AlertRecord alert = verdict.alert();
        boolean held = verdict.verdict() == AlertVerdict.SUPPRESSED;
        batches.update(
                """
                insert into source_alarm (source, source_key, origin, active, waiting, link_id, raised_at, changed_at,
                                          record)
                values (?, ?, ?, true, ?, ?, ?, ?, ?::jsonb)
                on conflict (source, source_key) do update set
                    raised_at = case when source_alarm.active then source_alarm.raised_at else excluded.raised_at end,
                    waiting = case when source_alarm.active and source_alarm.waiting is null then null
                                   else excluded.waiting end,
                    active = true, origin = excluded.origin, link_id = excluded.link_id,
                    changed_at = excluded.changed_at, record = excluded.record""",
                alert.source().wire(),
                alert.sourceKey(),
                alert.origin().wire(),
                held ? verdict.rule() : null,
                alert.linkId(),
                AlertLedger.utc(alert.receivedAt()),
                AlertLedger.utc(alert.receivedAt()),
                AlertJson.text(alert));
    }

    /** The alarm if it is active. */
    public Optional<Active> find(AlertSource source, String sourceKey) {
        return jdbc.sql(SELECT + "where active and source = :source and source_key = :key")
                .param("source", source.wire())
                .param("key", sourceKey)
                .query(SourceAlarms::active)
                .optional();
    }

    /** Active alarms of one source and origin. */
    public List<Active> active(AlertSource source, AlertOrigin origin) {
        return jdbc.sql(SELECT + "where active and source = :source and origin = :origin order by raised_at")
                .param("source", source.wire())
                .param("origin", origin.wire())
                .query(SourceAlarms::active)
                .list();
    }

    /** Active alarms that passed and name no link: their links are to be found. */
    public List<Active> withoutLink() {
        return jdbc.sql(
                        SELECT
                                + """
                                where active and waiting is null and link_id is null
                                  and origin in ('vendor', 'short_form') order by raised_at""")
                .query(SourceAlarms::active)
                .list();
    }

    /** Active alarms that are held back for this reason. */
    public List<Active> waiting(String reason) {
        return jdbc.sql(SELECT + "where active and waiting = :reason order by raised_at")
                .param("reason", reason)
                .query(SourceAlarms::active)
                .list();
    }

    private static Active active(ResultSet row, int number) throws SQLException {
        return new Active(
                row.getString("waiting"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                AlertJson.read(row.getString("json"), AlertRecord.class));
    }
}
