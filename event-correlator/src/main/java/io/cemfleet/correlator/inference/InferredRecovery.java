package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.network.measurement.LinkVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Clears inferred alerts. A link has recovered when it measures good, in a row and at distinct times; where it is not
 * measured, a healthy session that still crosses it proves it good. An alert that cleared is no evidence by itself: its
 * traffic may have moved.
 */
@Component
class InferredRecovery {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final HealthySessions healthy;
    private final LinkHealthCheck probe;
    private final InferredLinkAlerts records;
    private final AlertIntake intake;
    private final CorrelatorSettings settings;
    private final Clock clock;
    private final Map<String, GoodStreak> runs = new HashMap<>();

    /** Good measurements in a row. */
    private record GoodStreak(int goods, Instant last) {}

    InferredRecovery(
            HealthySessions healthy,
            LinkHealthCheck probe,
            InferredLinkAlerts records,
            AlertIntake intake,
            CorrelatorSettings settings,
            Clock clock) {
        this.healthy = healthy;
        this.probe = probe;
        this.records = records;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
    }

    /** Checks the inferred links and the candidates that were reported as ambiguous. */
    void check(
            NetworkSnapshot network,
            List<SourceAlarmStore.ActiveAlarm> inferred,
            List<SourceAlarmStore.ActiveAlarm> ambiguous,
            Set<AlarmIdentity> stillInAlarm,
            Set<AlarmIdentity> explained) {
        Set<String> links = new HashSet<>();
        inferred.forEach(alarm -> links.add(String.valueOf(alarm.record().linkId())));
        ambiguous.forEach(alarm -> links.addAll(alarm.record().location().candidateLinks()));
        runs.keySet().retainAll(links);
        if (links.isEmpty()) {
            return;
        }
        Map<String, MeasuredLink> measured = probe.measure(network.topology(), links);
        links.forEach(link -> count(link, measured.get(link), network));
        List<AlertRecord> over = new ArrayList<>();
        for (SourceAlarmStore.ActiveAlarm alarm : inferred) {
            if (isOver(String.valueOf(alarm.record().linkId()))) {
                over.add(records.cleared(alarm.record()));
            }
        }
        for (SourceAlarmStore.ActiveAlarm alarm : ambiguous) {
            AlertRecord record = alarm.record();
            AlarmIdentity cause = InferredLinkAlerts.causeOf(record);
            boolean settled = record.location().candidateLinks().stream().allMatch(this::isOver);
            if (explained.contains(cause) || (settled && !stillInAlarm.contains(cause))) {
                over.add(records.cleared(record));
            }
        }
        intake.publish(over);
    }

    /** Starts counting good measurements from zero. */
    void forget() {
        runs.clear();
    }

    private boolean isOver(String link) {
        GoodStreak run = runs.get(link);
        return run != null && run.goods() >= settings.inference().goodsToClear();
    }

    private void count(String link, @Nullable MeasuredLink measured, NetworkSnapshot network) {
        LinkVerdict verdict = measured == null ? LinkVerdict.UNKNOWN : measured.verdict();
        Instant at = measured == null ? null : measured.measuredAt();
        if (verdict == LinkVerdict.BAD) {
            runs.remove(link);
        } else if (verdict == LinkVerdict.GOOD && at != null) {
            good(link, at);
        } else if (verdict == LinkVerdict.UNKNOWN) {
            Instant now = clock.instant();
            if (healthy.proveGood(network, Set.of(link), now.minus(FRESH), Set.of())
                    .contains(link)) {
                good(link, now);
            } else {
                runs.remove(link);
            }
        }
    }

    private void good(String link, Instant at) {
        runs.merge(
                link,
                new GoodStreak(1, at),
                (run, next) -> next.last().isAfter(run.last()) ? new GoodStreak(run.goods() + 1, next.last()) : run);
    }
}
