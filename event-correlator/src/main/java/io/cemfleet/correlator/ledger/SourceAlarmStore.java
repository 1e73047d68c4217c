package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.runtime.time.SqlTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code source_alarm}: the active alarms, as far as this agent knows them. */
@Repository
public class SourceAlarmStore {
    /** The reason of a held alarm that is attributed to tunnels of the fleet. */
    public static final String OWN_CONGESTION = "own_congestion";

    /** The reason for re-evaluating an alarm that counts as a fault: the load of its link could not be read in time. */
    public static final String PENDING_LOAD = "pending_load";

    private static final Logger LOG = LoggerFactory.getLogger(SourceAlarmStore.class);
    private static final String SELECT = "select *, record::text as json from source_alarm ";

    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    SourceAlarmStore(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /**
     * An active alarm.
     *
     * @param waiting {@code unresolved}, {@code silenced} or {@code own_congestion} while it is held back,
     *     {@code pending_load} while it counts as a fault and is to be re-evaluated
     * @param record its newest raise
     */
    public record ActiveAlarm(@Nullable String waiting, Instant raisedAt, Instant changedAt, AlertRecord record) {}

    void save(List<VerdictRecord> verdicts) {
        List<VerdictRecord> changes = verdicts.stream()
                .filter(verdict -> verdict.alert().kind() == AlertKind.CLEAR
                        || (verdict.verdict() != AlertVerdict.DUPLICATE && verdict.verdict() != AlertVerdict.DISCARDED))
                .toList();
        for (List<VerdictRecord> round : VerdictRounds.of(changes, SourceAlarmStore::row)) {
            Map<Boolean, List<VerdictRecord>> byKind = round.stream()
                    .collect(Collectors.partitioningBy(v -> v.alert().kind() == AlertKind.CLEAR));
            clear(byKind.getOrDefault(true, List.of()));
            raise(byKind.getOrDefault(false, List.of()));
        }
    }

    /** The key of its row. */
    private static String row(VerdictRecord verdict) {
        AlarmIdentity alarm = verdict.alert().alarm();
        return String.join("|", alarm.source().wire(), alarm.key(), resource(alarm));
    }

    /** A clear that is older than the raise ends nothing. */
    private void clear(List<VerdictRecord> clears) {
        if (clears.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update source_alarm set active = false, waiting = null,
                            changed_at = fresh.changed_at::timestamptz, cleared_time = fresh.source_time::timestamptz
                        from unnest(?, ?, ?, ?, ?) as fresh (source, source_key, resource, changed_at, source_time)
                        where source_alarm.source = fresh.source and source_alarm.source_key = fresh.source_key
                          and source_alarm.resource = fresh.resource and source_alarm.active
                          and (source_alarm.raised_time is null or fresh.source_time is null
                               or source_alarm.raised_time <= fresh.source_time::timestamptz)""")
                .params(VerdictRounds.columns(
                        clears.stream().map(SourceAlarmStore::clearRow).toList()))
                .update();
    }

    private static @Nullable String[] clearRow(VerdictRecord verdict) {
        AlertRecord alert = verdict.alert();
        return new String[] {
            alert.source().wire(),
            alert.alarm().key(),
            resource(alert.alarm()),
            alert.receivedAt().toString(),
            sourceTime(alert)
        };
    }

    /** A raise that is older than the known state of its alarm changes nothing. */
    private void raise(List<VerdictRecord> raises) {
        if (raises.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into source_alarm (source, source_key, resource, origin, active, waiting, link_id,
                                                  raised_at, changed_at, raised_time, record)
                        select source, source_key, resource, origin, true, waiting, link_id, received_at::timestamptz,
                               received_at::timestamptz, source_time::timestamptz, record::jsonb
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                            as fresh (source, source_key, resource, origin, waiting, link_id, received_at, source_time,
                                      record)
                        on conflict (source, source_key, resource) do update set
                            raised_at = case when source_alarm.active then source_alarm.raised_at
                                             else excluded.raised_at end,
                            waiting = case when source_alarm.active and source_alarm.waiting is null then null
                                           else excluded.waiting end,
                            active = true, origin = excluded.origin, link_id = excluded.link_id,
                            changed_at = excluded.changed_at, raised_time = excluded.raised_time, cleared_time = null,
                            record = excluded.record
                        where excluded.raised_time is null
                           or (coalesce(source_alarm.raised_time <= excluded.raised_time, true)
                               and coalesce(source_alarm.cleared_time <= excluded.raised_time, true))""")
                .params(VerdictRounds.columns(
                        raises.stream().map(SourceAlarmStore::raiseRow).toList()))
                .update();
    }

    private static @Nullable String[] raiseRow(VerdictRecord verdict) {
        AlertRecord alert = verdict.alert();
        return new String[] {
            alert.source().wire(),
            alert.alarm().key(),
            resource(alert.alarm()),
            alert.origin().wire(),
            waiting(verdict),
            alert.linkId(),
            alert.receivedAt().toString(),
            sourceTime(alert),
            AlertJson.text(alert)
        };
    }

    private static @Nullable String sourceTime(AlertRecord alert) {
        Instant time = alert.sourceTime();
        return time == null ? null : time.toString();
    }

    private static @Nullable String waiting(VerdictRecord verdict) {
        return switch (verdict.verdict()) {
            case SUPPRESSED -> verdict.rule();
            case OWN_CONGESTION -> OWN_CONGESTION;
            case PASSED, DAMPENED -> isToBeJudged(verdict.alert().ownLoad()) ? PENDING_LOAD : null;
            case DUPLICATE, DISCARDED -> null;
        };
    }

    /** The finding of a later repeat is still to be reported, since its alarm counts as a fault. */
    private static boolean isToBeJudged(@Nullable OwnTunnelLoad load) {
        return load != null && (load.isPending() || (load.isOurs() && !load.isLate()));
    }

    /** Records that the alert is a fault which the fleet did not cause. */
    public void faultConfirmed(AlertRecord alert) {
        jdbc.sql(
                        """
                        update source_alarm set waiting = null
                        where source = :source and source_key = :key and resource = :resource and waiting = :pending
                          and record ->> 'alert_id' = :alert""")
                .param("source", alert.source().wire())
                .param("key", alert.alarm().key())
                .param("resource", resource(alert.alarm()))
                .param("pending", PENDING_LOAD)
                .param("alert", alert.alertId())
                .update();
    }

    /**
     * Ends the forecasts' alarms on these links: their incident was closed, and their source sends no clear for it.
     *
     * @return the links that had one
     */
    public List<String> endForecasts(Collection<String> linkIds, Instant at) {
        return jdbc.sql(
                        """
                        update source_alarm set active = false, waiting = null, changed_at = :at
                        where active and (waiting is null or waiting = :pending) and source = 'proactive'
                          and source_key = any(:links)
                        returning source_key""")
                .param("pending", PENDING_LOAD)
                .param("at", SqlTime.utc(at))
                .param("links", linkIds.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The alarm if it is active; one that was raised before resources were part of its identity is found too. */
    public Optional<ActiveAlarm> find(AlarmIdentity alarm) {
        return jdbc
                .sql(
                        SELECT
                                + """
                        where active and source = :source and source_key = :key and resource in (:resource, '')
                        order by resource desc limit 1""")
                .param("source", alarm.source().wire())
                .param("key", alarm.key())
                .param("resource", resource(alarm))
                .query(this::active)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** As {@link #find(AlarmIdentity)} for each of these, by one query; alarms that are not active are absent. */
    public Map<AlarmIdentity, ActiveAlarm> find(Collection<AlarmIdentity> identities) {
        Map<AlarmIdentity, ActiveAlarm> found = new HashMap<>();
        if (identities.isEmpty()) {
            return found;
        }
        AlarmIdentity[] wanted = identities.toArray(AlarmIdentity[]::new);
        jdbc.sql(
                        """
                        select wanted.place, a.*, a.record::text as json
                        from unnest(:sources, :keys, :resources) with ordinality
                            as wanted (source, source_key, resource, place)
                        join source_alarm a on a.active and a.source = wanted.source
                            and a.source_key = wanted.source_key and a.resource in (wanted.resource, '')
                        order by wanted.place, a.resource desc""")
                .param("sources", texts(wanted, alarm -> alarm.source().wire()))
                .param("keys", texts(wanted, AlarmIdentity::key))
                .param("resources", texts(wanted, SourceAlarmStore::resource))
                .query((row, number) -> {
                    AlarmIdentity identity = wanted[row.getInt("place") - 1];
                    return active(row, number).map(alarm -> found.putIfAbsent(identity, alarm));
                })
                .list();
        return found;
    }

    private static String[] texts(AlarmIdentity[] identities, Function<AlarmIdentity, String> part) {
        return Arrays.stream(identities).map(part).toArray(String[]::new);
    }

    /** The active alarms with this id, on any resource. */
    public List<ActiveAlarm> onAnyResource(AlertSourceId source, String sourceKey) {
        return jdbc
                .sql(SELECT + "where active and source = :source and source_key = :key order by raised_at, resource")
                .param("source", source.wire())
                .param("key", sourceKey)
                .query(this::active)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Active alarms of one source and origin. */
    public List<ActiveAlarm> active(AlertSourceId source, AlertOrigin origin) {
        return jdbc
                .sql(SELECT + "where active and source = :source and origin = :origin order by raised_at")
                .param("source", source.wire())
                .param("origin", origin.wire())
                .query(this::active)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Active alarms that passed and name no link: their links are to be found. */
    public List<ActiveAlarm> withoutLink() {
        return jdbc
                .sql(
                        SELECT
                                + """
                                where active and waiting is null and link_id is null
                                  and origin in ('vendor', 'short_form') order by raised_at""")
                .query(this::active)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Active alarms that are held back for this reason. */
    public List<ActiveAlarm> waiting(String reason) {
        return jdbc
                .sql(SELECT + "where active and waiting = :reason order by raised_at")
                .param("reason", reason)
                .query(this::active)
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A row that cannot be read hides no other: it is left out, and counted. */
    private Optional<ActiveAlarm> active(ResultSet row, int number) throws SQLException {
        try {
            return Optional.of(new ActiveAlarm(
                    row.getString("waiting"),
                    SqlTime.instant(row, "raised_at"),
                    SqlTime.instant(row, "changed_at"),
                    AlertJson.read(row.getString("json"), AlertRecord.class)));
        } catch (IllegalArgumentException e) {
            meters.counter("alerts.unreadable", "source", row.getString("source"))
                    .increment();
            LOG.warn("an alarm of {} that is kept cannot be read, and is left out", row.getString("source"));
            return Optional.empty();
        }
    }

    private static String resource(AlarmIdentity alarm) {
        String named = alarm.resource();
        return named == null ? "" : named;
    }
}
