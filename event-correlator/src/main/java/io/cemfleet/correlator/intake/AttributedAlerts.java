package io.cemfleet.correlator.intake;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.congestion.OwnCongestion;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.suppression.ActiveSuppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Re-evaluates alerts that are attributed to tunnels of the fleet: other tunnels may cross the link now, or none. An
 * alert that no tunnel has explained for a while counts as a fault, unless its link measures good: then its clear is
 * about to arrive. A failed reading changes nothing. Alerts that counted as faults because the load could not be read
 * in time are evaluated as soon as it can be.
 */
@Component
class AttributedAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AttributedAlerts.class);

    private final SourceAlarmStore alarms;
    private final OwnCongestion ownCongestion;
    private final ActiveSuppressions suppressions;
    private final LinkHealth health;
    private final AlertIntake intake;
    private final CorrelatorSettings.OwnCongestion settings;
    private final Clock clock;
    /** Since when no tunnel explains an alarm. In memory: after a restart the wait begins again. */
    private final Map<AlarmIdentity, Instant> withoutReason = new HashMap<>();

    AttributedAlerts(
            SourceAlarmStore alarms,
            OwnCongestion ownCongestion,
            ActiveSuppressions suppressions,
            LinkHealth health,
            AlertIntake intake,
            CorrelatorSettings settings,
            Clock clock) {
        this.alarms = alarms;
        this.ownCongestion = ownCongestion;
        this.suppressions = suppressions;
        this.health = health;
        this.intake = intake;
        this.settings = settings.ownCongestion();
        this.clock = clock;
    }

    /** Publishes alerts whose evaluation changed. Takes as long as the controller does. */
    synchronized void judgeAgain() {
        intake.publish(foundLate());
        intake.publish(attributedOtherwise());
    }

    /** The incident of such an alert stays open; the orchestrator is informed in addition. */
    private List<AlertRecord> foundLate() {
        Instant now = clock.instant();
        List<AlertRecord> pending = alarms.waiting(SourceAlarmStore.PENDING_LOAD).stream()
                .map(alarm -> asOf(alarm.record(), now))
                .toList();
        List<AlertRecord> late = new ArrayList<>();
        for (AlertRecord judged : ownCongestion.judgeAgain(pending)) {
            OwnTunnelLoad load = judged.ownLoad();
            if (load == null) {
                alarms.faultConfirmed(judged);
            } else if (!load.isPending()) {
                LOG.info("tunnels of the fleet fill {}, as was read late: its incident stands", judged.linkId());
                late.add(judged.toBuilder().ownLoad(load.late()).build());
            }
        }
        return late;
    }

    private List<AlertRecord> attributedOtherwise() {
        Map<AlarmIdentity, AlertRecord> before = alarms.waiting(SourceAlarmStore.OWN_CONGESTION).stream()
                .map(SourceAlarmStore.ActiveAlarm::record)
                .collect(Collectors.toMap(AlertRecord::alarm, record -> record, (one, other) -> other));
        withoutReason.keySet().retainAll(before.keySet());
        Instant now = clock.instant();
        List<AlertRecord> changed = new ArrayList<>();
        List<AlertRecord> lost = new ArrayList<>();
        for (AlertRecord judged : ownCongestion.judgeAgain(
                before.values().stream().map(record -> asOf(record, now)).toList())) {
            OwnTunnelLoad load = judged.ownLoad();
            if (load == null) {
                lost.add(judged);
                continue;
            }
            withoutReason.remove(judged.alarm());
            AlertRecord known = before.get(judged.alarm());
            if (known != null && !load.isPending() && !saysTheSame(known, judged, load)) {
                changed.add(judged);
            }
        }
        changed.addAll(faults(lost, now));
        return changed;
    }

    private static boolean saysTheSame(AlertRecord known, AlertRecord judged, OwnTunnelLoad load) {
        return load.sameAs(known.ownLoad()) && Objects.equals(known.linkId(), judged.linkId());
    }

    /** The alerts that no tunnel has explained for a while, and one of whose links does not measure good. */
    private List<AlertRecord> faults(List<AlertRecord> lost, Instant now) {
        List<AlertRecord> settled = lost.stream()
                .filter(alert -> !withoutReason
                        .computeIfAbsent(alert.alarm(), any -> now)
                        .plus(settings.settle())
                        .isAfter(now))
                .filter(alert -> suppressions
                        .covering(alert.linkId(), alert.location().nodes())
                        .isEmpty())
                .toList();
        Set<String> good = health.good(settled.stream()
                .flatMap(alert -> alert.location().suspectedLinks().stream())
                .toList());
        List<AlertRecord> faults = settled.stream()
                .filter(alert -> !good.containsAll(alert.location().suspectedLinks()))
                .map(alert -> alert.toBuilder().ownLoad(OwnTunnelLoad.NO_LONGER).build())
                .toList();
        faults.forEach(fault -> LOG.info(
                "{} degraded without tunnels of the fleet that fill it: a fault",
                fault.location().suspectedLinks()));
        return faults;
    }

    /** Not evaluated yet, and received now; the source's time stays. */
    private static AlertRecord asOf(AlertRecord record, Instant now) {
        boolean timed = !record.occurredAt().equals(record.receivedAt());
        return record.toBuilder()
                .ownLoad(null)
                .link(record.origin() == AlertOrigin.AMBIGUOUS ? null : record.linkId())
                .at(timed ? record.occurredAt() : now, now)
                .build();
    }
}
