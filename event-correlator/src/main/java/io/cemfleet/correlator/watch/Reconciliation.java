package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.intake.Intake;
import io.cemfleet.correlator.ledger.SourceAlarms;
import io.cemfleet.correlator.source.SourceAlert;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares a source's list of open alarms with what is known here, and makes up for what was missed. */
@Component
class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final SourceAlarms alarms;
    private final Intake intake;
    private final CorrelatorSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    Reconciliation(SourceAlarms alarms, Intake intake, CorrelatorSettings settings, MeterRegistry meters, Clock clock) {
        this.alarms = alarms;
        this.intake = intake;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @param open everything that is open at the source, never half of it
     * @param asked when the source was asked: what changed here since is left alone
     * @return whether what was missed is durable now
     */
    boolean compare(AlertSource source, List<SourceAlert> open, Instant asked) {
        Instant settledBefore = asked.minus(settings.watch().grace());
        Map<String, SourceAlarms.Active> known = alarms.active(source, AlertOrigin.VENDOR).stream()
                .collect(Collectors.toMap(a -> a.record().sourceKey(), Function.identity()));
        Set<String> openKeys = open.stream().map(SourceAlert::key).collect(Collectors.toSet());
        List<SourceAlert> missedRaises =
                open.stream().filter(alarm -> !known.containsKey(alarm.key())).toList();
        List<AlertRecord> missedClears = known.values().stream()
                .filter(alarm -> !openKeys.contains(alarm.record().sourceKey()))
                .filter(alarm -> alarm.changedAt().isBefore(settledBefore))
                .map(alarm -> clear(alarm.record()))
                .toList();
        if (missedRaises.isEmpty() && missedClears.isEmpty()) {
            return true;
        }
        LOG.info(
                "{}: {} raises and {} clears were missed, they are made up for",
                source.wire(),
                missedRaises.size(),
                missedClears.size());
        boolean raised = missedRaises.isEmpty() || intake.accept(missedRaises).isPresent();
        boolean done = raised && intake.publish(missedClears);
        if (done) {
            meters.counter("alerts.reconciled", "source", source.wire())
                    .increment((double) missedRaises.size() + missedClears.size());
        }
        return done;
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
