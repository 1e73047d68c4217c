package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.ledger.LinkStatusStore;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.network.NetworkSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Searches the links behind the alarms that are due, every second while one is unexplained, and checks its inferred
 * alerts every few seconds. It reads the active alarms from the ledger each time, so that after a restart, or on
 * another instance, it goes on where it was.
 */
@Component
class InferencePass {
    /** An explained alarm is checked this much more seldom: only a second bad link on its path is news. */
    private static final int EXPLAINED = 5;

    private final LinkInference inference;
    private final InferredRecovery recovery;
    private final ActiveInferenceAlarms alarms;
    private final AlertLedger ledger;
    private final LinkStatusStore links;
    private final CorrelatorSettings.Inference settings;
    private final Clock clock;
    /** When an alarm is checked next. */
    private final Map<AlarmIdentity, Instant> due = new HashMap<>();

    private Instant recoveryDue = Instant.EPOCH;

    InferencePass(
            LinkInference inference,
            InferredRecovery recovery,
            ActiveInferenceAlarms alarms,
            AlertLedger ledger,
            LinkStatusStore links,
            CorrelatorSettings settings,
            Clock clock) {
        this.inference = inference;
        this.recovery = recovery;
        this.alarms = alarms;
        this.ledger = ledger;
        this.links = links;
        this.settings = settings.inference();
        this.clock = clock;
    }

    /** The next pass checks all active alarms. */
    void forget() {
        due.clear();
        recovery.forget();
    }

    void run(NetworkSnapshot network) {
        Instant now = clock.instant();
        List<UnlocatedAlarm> suspects = alarms.unlocated();
        Set<AlarmIdentity> inAlarm =
                suspects.stream().map(UnlocatedAlarm::alarm).collect(Collectors.toSet());
        due.keySet().retainAll(inAlarm);
        List<UnlocatedAlarm> checked = suspects.stream()
                .filter(s -> !due.getOrDefault(s.alarm(), Instant.EPOCH).isAfter(now))
                .toList();
        List<SourceAlarmStore.ActiveAlarm> ambiguous = alarms.of(AlertOrigin.AMBIGUOUS);
        List<SourceAlarmStore.ActiveAlarm> inferred = alarms.of(AlertOrigin.INFERRED);
        Set<AlarmIdentity> explained =
                checked.isEmpty() ? Set.of() : explain(network, checked, reported(inferred, ambiguous), now);
        boolean recover = !recoveryDue.isAfter(now)
                || ambiguous.stream().anyMatch(a -> explained.contains(InferredLinkAlerts.causeOf(a.record())));
        if (recover) {
            recoveryDue = now.plus(settings.recheck());
            recovery.check(network, inferred, ambiguous, inAlarm, explained);
        }
    }

    private Set<AlarmIdentity> explain(
            NetworkSnapshot network,
            List<UnlocatedAlarm> checked,
            LinkInference.PublishedInferences reported,
            Instant now) {
        Set<AlarmIdentity> explained = new HashSet<>(inference.search(network, checked, reported));
        for (UnlocatedAlarm suspect : checked) {
            List<String> degraded = links.degraded(suspect.candidates());
            if (!degraded.isEmpty()) {
                explained.add(suspect.alarm());
                ledger.attachToLink(suspect.alert().alertId(), degraded.getFirst());
            }
            boolean fresh = suspect.raisedAt()
                    .plus(settings.ambiguousAfter().multipliedBy(2))
                    .isAfter(now);
            Duration pause = explained.contains(suspect.alarm())
                    ? settings.recheck().multipliedBy(EXPLAINED)
                    : fresh ? settings.interval() : settings.recheck();
            due.put(suspect.alarm(), now.plus(pause));
        }
        return explained;
    }

    private LinkInference.PublishedInferences reported(
            List<SourceAlarmStore.ActiveAlarm> inferred, List<SourceAlarmStore.ActiveAlarm> ambiguous) {
        return new LinkInference.PublishedInferences(
                inferred.stream()
                        .flatMap(alarm -> Stream.ofNullable(alarm.record().linkId()))
                        .collect(Collectors.toSet()),
                ambiguous.stream()
                        .map(SourceAlarmStore.ActiveAlarm::record)
                        .map(InferredLinkAlerts::causeOf)
                        .collect(Collectors.toSet()),
                Set.copyOf(due.keySet()));
    }
}
