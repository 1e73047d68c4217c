package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.SourceAlert;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares a source's list of open alarms with the ledger, and publishes the alerts that were missed. */
@Component
class AlarmReconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmReconciliation.class);

    private final SourceAlarmStore alarms;
    private final AlertIntake intake;
    private final CorrelatorSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    /** By source, what was missed at its last comparison. */
    private final Map<AlertSourceId, Set<AlarmIdentity>> missedBefore = new ConcurrentHashMap<>();

    AlarmReconciliation(
            SourceAlarmStore alarms,
            AlertIntake intake,
            CorrelatorSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.alarms = alarms;
        this.intake = intake;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param listed the open alarms at the source; where the list is not complete, nothing is cleared
     * @param asked when the list was requested: alarms that changed here since are left alone
     * @return whether the missed alerts are durable now
     */
    boolean compare(AlertSourceId source, OpenSourceAlarms.Listed listed, Instant asked) {
        List<SourceAlert> open = listed.alarms();
        Instant settledBefore = asked.minus(settings.watch().grace());
        Map<AlarmIdentity, SourceAlarmStore.ActiveAlarm> known = alarms.active(source, AlertOrigin.VENDOR).stream()
                .collect(Collectors.toMap(active -> active.record().alarm(), Function.identity()));
        Set<AlarmIdentity> openAlarms = open.stream()
                .map(SourceAlert::alarm)
                .flatMap(alarm -> Stream.of(alarm, alarm.withoutResource()))
                .collect(Collectors.toSet());
        List<SourceAlert> missedRaises = open.stream()
                .filter(alert -> !known.containsKey(alert.alarm())
                        && !known.containsKey(alert.alarm().withoutResource()))
                .toList();
        List<AlertRecord> missedClears = known.values().stream()
                .filter(alarm -> listed.complete()
                        && !listed.unplaced().contains(alarm.record().alarm().key()))
                .filter(alarm -> !openAlarms.contains(alarm.record().alarm()))
                .filter(alarm -> alarm.changedAt().isBefore(settledBefore))
                .map(alarm -> clear(alarm.record()))
                .toList();
        List<SourceAlert> raises = restated(source, missedRaises);
        if (raises.isEmpty() && missedClears.isEmpty()) {
            return true;
        }
        LOG.info(
                "{}: {} raises and {} clears were missed, they are made up for",
                source.wire(),
                raises.size(),
                missedClears.size());
        boolean raised = raises.isEmpty() || intake.accept(raises).isPresent();
        boolean done = raised && intake.publish(missedClears);
        if (done) {
            meters.counter("alerts.reconciled", "source", source.wire())
                    .increment((double) raises.size() + missedClears.size());
        }
        return done;
    }

    /**
     * An alarm that is still missing after its raise was published was dropped as old, for example because of a clear
     * in the same second: what counts is that it is open now, not when it began.
     */
    private List<SourceAlert> restated(AlertSourceId source, List<SourceAlert> missed) {
        Set<AlarmIdentity> before = missedBefore.getOrDefault(source, Set.of());
        missedBefore.put(source, missed.stream().map(SourceAlert::alarm).collect(Collectors.toSet()));
        return missed.stream()
                .map(alert -> before.contains(alert.alarm()) ? alert.asOfNow() : alert)
                .toList();
    }

    private AlertRecord clear(AlertRecord raised) {
        Instant now = clock.instant();
        return raised.toBuilder()
                .alertId(UUID.randomUUID().toString())
                .kind(AlertKind.CLEAR)
                .at(now, now)
                .suppressedBy(null)
                .build();
    }
}
