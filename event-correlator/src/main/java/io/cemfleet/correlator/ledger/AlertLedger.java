package io.cemfleet.correlator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert}. */
@Repository
public class AlertLedger {
    private static final String COLUMNS =
            """
            select a.*, a.record::text as json, i.incident_id from alert a
            left join incident i on i.incident_key = a.incident_key
            """;

    private final JdbcClient jdbc;

    AlertLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores verdicts; an alert that has one, such as a retried one, gets the newest. One that is delivered again or late
     * changes nothing.
     */
    void save(List<VerdictRecord> verdicts) {
        VerdictRounds.of(verdicts, verdict -> verdict.alert().alertId()).forEach(this::saveRound);
        saveRepeats(verdicts);
    }

    private void saveRound(List<VerdictRecord> verdicts) {
        jdbc.sql(
                        """
                        insert into alert (alert_id, domain, source, source_key, kind, link_id, severity, verdict, rule,
                                           incident_key, occurred_at, received_at, last_seen_at, record)
                        select alert_id, domain, source, source_key, kind, link_id, severity, verdict, rule,
                               incident_key, occurred_at::timestamptz, received_at::timestamptz,
                               received_at::timestamptz, record::jsonb
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            as fresh (alert_id, domain, source, source_key, kind, link_id, severity, verdict, rule,
                                      incident_key, occurred_at, received_at, record)
                        on conflict (alert_id) do update set domain = excluded.domain, link_id = excluded.link_id,
                            verdict = excluded.verdict, rule = excluded.rule, record = excluded.record,
                            incident_key = coalesce(excluded.incident_key, alert.incident_key)
                        where alert.record is distinct from excluded.record
                          and (alert.record ->> 'received_at')::timestamptz <= excluded.received_at""")
                .params(VerdictRounds.columns(
                        verdicts.stream().map(AlertLedger::row).toList()))
                .update();
    }

    /** Repeats are counted on the first alert, of which a batch may hold many. */
    private void saveRepeats(List<VerdictRecord> verdicts) {
        Map<String, VerdictRecord> last = new TreeMap<>();
        for (VerdictRecord verdict : verdicts) {
            if (verdict.verdict() == AlertVerdict.DUPLICATE && verdict.firstAlertId() != null) {
                last.merge(
                        verdict.firstAlertId(), verdict, (one, other) -> one.repeats() > other.repeats() ? one : other);
            }
        }
        if (last.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update alert set repeats = greatest(alert.repeats, fresh.repeats::bigint),
                            last_seen_at = greatest(alert.last_seen_at, fresh.seen_at::timestamptz)
                        from unnest(?, ?, ?) as fresh (alert_id, repeats, seen_at)
                        where alert.alert_id = fresh.alert_id""")
                .params(VerdictRounds.columns(last.entrySet().stream()
                        .map(entry -> new String[] {
                            entry.getKey(),
                            String.valueOf(entry.getValue().repeats()),
                            entry.getValue().alert().receivedAt().toString()
                        })
                        .toList()))
                .update();
    }

    /** Corrects a verdict by a later finding; an alert of an incident keeps its verdict. */
    public void judge(Collection<String> alertIds, AlertVerdict verdict, String rule) {
        jdbc.sql(
                        """
                        update alert set verdict = :verdict, rule = :rule
                        where alert_id = any(:ids) and incident_key is null and (verdict, rule) <> (:verdict, :rule)""")
                .param("verdict", verdict.wire())
                .param("rule", rule)
                .param("ids", alertIds.toArray(String[]::new))
                .update();
    }

    /** Stores the incident of alerts that came before it was opened. */
    public void attach(Collection<String> alertIds, String incidentKey, String rule) {
        jdbc.sql(
                        """
                        update alert set incident_key = :key, verdict = 'passed', rule = :rule
                        where alert_id = any(:ids) and incident_key is distinct from :key""")
                .param("key", incidentKey)
                .param("rule", rule)
                .param("ids", alertIds.toArray(String[]::new))
                .update();
    }

    /** Stores the open incident that a degraded link belongs to, where an alert is explained by that link. */
    public void attachToLink(String alertId, String linkId) {
        jdbc.sql(
                        """
                        update alert set incident_key = found.incident_key, verdict = 'passed', rule = 'link_confirmed'
                        from (select a.incident_key from alert a join incident i on i.incident_key = a.incident_key
                              where a.link_id = :link and i.closed_at is null
                              order by a.received_at desc limit 1) found
                        where alert.alert_id = :id and alert.incident_key is null""")
                .param("link", linkId)
                .param("id", alertId)
                .update();
    }

    /** An alert by its id, or the newest with this id at its source. */
    public Optional<AlertView> find(String alertId) {
        return first("where a.alert_id = :id", alertId)
                .or(() -> first("where a.source_key = :id order by a.received_at desc limit 1", alertId));
    }

    private Optional<AlertView> first(String condition, String id) {
        return jdbc.sql(COLUMNS + condition)
                .param("id", id)
                .query(AlertLedger::view)
                .optional();
    }

    /** The newest 200 alerts of an incident, newest first. */
    public List<AlertView> ofIncident(String incidentId) {
        return jdbc.sql(COLUMNS + "where i.incident_id = :id order by a.received_at desc, a.alert_id desc limit 200")
                .param("id", incidentId)
                .query(AlertLedger::view)
                .list();
    }

    /** Newest first, from below a position; only the conditions that are given, so that their indexes serve. */
    List<AlertView> list(AlertFilter filter, @Nullable Instant before, @Nullable String beforeId, int limit) {
        Map<String, Object> params = new HashMap<>(Map.of("limit", limit));
        List<String> conditions = new ArrayList<>();
        narrow("a.source = :source", "source", filter.source(), conditions, params);
        narrow("a.verdict = :verdict", "verdict", filter.verdict(), conditions, params);
        narrow("a.link_id = :link", "link", filter.linkId(), conditions, params);
        narrow(
                "a.incident_key = (select incident_key from incident where incident_id = :incident)",
                "incident",
                filter.incidentId(),
                conditions,
                params);
        if (before != null) {
            params.put("beforeId", beforeId == null ? "" : beforeId);
            narrow(
                    "(a.received_at, a.alert_id) < (:before, :beforeId)",
                    "before",
                    SqlTime.utc(before),
                    conditions,
                    params);
        }
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions) + ' ';
        return jdbc.sql(COLUMNS + where + "order by a.received_at desc, a.alert_id desc limit :limit")
                .params(params)
                .query(AlertLedger::view)
                .list();
    }

    private static void narrow(
            String condition,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> params) {
        if (value != null) {
            conditions.add(condition);
            params.put(name, value);
        }
    }

    /** The conditions of a list; null means all. */
    record AlertFilter(
            @Nullable String source, @Nullable String verdict, @Nullable String linkId, @Nullable String incidentId) {}

    private static @Nullable String[] row(VerdictRecord verdict) {
        AlertRecord alert = verdict.alert();
        return new String[] {
            alert.alertId(),
            alert.domain(),
            alert.source().wire(),
            alert.alarm().key(),
            alert.kind().wire(),
            alert.linkId(),
            alert.severity().wire(),
            verdict.verdict().wire(),
            verdict.rule(),
            verdict.incidentKey(),
            alert.occurredAt().toString(),
            alert.receivedAt().toString(),
            AlertJson.text(alert)
        };
    }

    private static AlertView view(ResultSet row, int number) throws SQLException {
        return new AlertView(
                row.getString("verdict"),
                row.getString("rule"),
                row.getString("incident_id"),
                row.getLong("repeats"),
                SqlTime.instant(row, "last_seen_at"),
                AlertJson.read(row.getString("json"), JsonNode.class));
    }
}
