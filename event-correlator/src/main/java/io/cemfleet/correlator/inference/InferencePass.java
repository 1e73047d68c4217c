package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.ledger.LinkStatuses;
import io.cemfleet.correlator.ledger.SourceAlarms;
import io.cemfleet.correlator.network.NetworkSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Looks for the links behind those alarms that are due, every second while one is unexplained; at what it raised, every few
 * seconds. What is active is read from the ledger each time: a restart, or another instance, goes on where it was.
 */
@Component
class InferencePass {
    private static final List<AlertSource> SOURCES =
            List.of(AlertSource.PCA, AlertSource.CNC, AlertSource.ALERTMANAGER);

    /** An explained alarm is looked at this much more seldom: only a second bad link on its path is news. */
    private static final int EXPLAINED = 5;

    private final Inference inference;
    private final Recovery recovery;
    private final SourceAlarms alarms;
    private final AlertLedger ledger;
    private final LinkStatuses links;
    private final CorrelatorSettings.Inference settings;
    private final Clock clock;
    /** When an alarm is looked at next. */
    private final Map<AlarmIdentity, Instant> due = new HashMap<>();

    private Instant recoveryDue = Instant.EPOCH;

    InferencePass(
            Inference inference,
            Recovery recovery,
            SourceAlarms alarms,
            AlertLedger ledger,
            LinkStatuses links,
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

    /** The next pass looks at everything that is active. */
    void forget() {
        due.clear();
        recovery.forget();
    }

    void run(NetworkSnapshot network) {
        Instant now = clock.instant();
        List<Suspect> suspects = alarms.withoutLink().stream()
                .map(Suspect::of)
                .filter(suspect -> !suspect.candidates().isEmpty())
                .toList();
        Set<AlarmIdentity> inAlarm = suspects.stream().map(Suspect::alarm).collect(Collectors.toSet());
        due.keySet().retainAll(inAlarm);
        List<Suspect> looked = suspects.stream()
                .filter(s -> !due.getOrDefault(s.alarm(), Instant.EPOCH).isAfter(now))
                .toList();
        List<SourceAlarms.Active> ambiguous = active(AlertOrigin.AMBIGUOUS);
        List<SourceAlarms.Active> inferred = active(AlertOrigin.INFERRED);
        Set<AlarmIdentity> explained =
                looked.isEmpty() ? Set.of() : explain(network, looked, reported(inferred, ambiguous), now);
        boolean recover = !recoveryDue.isAfter(now)
                || ambiguous.stream().anyMatch(a -> explained.contains(LinkRecords.causeOf(a.record())));
        if (recover) {
            recoveryDue = now.plus(settings.recheck());
            recovery.look(network, inferred, ambiguous, inAlarm, explained);
        }
    }

    private Set<AlarmIdentity> explain(
            NetworkSnapshot network, List<Suspect> looked, Inference.Known reported, Instant now) {
        Set<AlarmIdentity> explained = new HashSet<>(inference.look(network, looked, reported));
        for (Suspect suspect : looked) {
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

    private List<SourceAlarms.Active> active(AlertOrigin origin) {
        List<SourceAlarms.Active> all = new ArrayList<>();
        SOURCES.forEach(source -> all.addAll(alarms.active(source, origin)));
        return all;
    }

    private Inference.Known reported(List<SourceAlarms.Active> inferred, List<SourceAlarms.Active> ambiguous) {
        return new Inference.Known(
                inferred.stream()
                        .flatMap(alarm -> Stream.ofNullable(alarm.record().linkId()))
                        .collect(Collectors.toSet()),
                ambiguous.stream()
                        .map(SourceAlarms.Active::record)
                        .map(LinkRecords::causeOf)
                        .collect(Collectors.toSet()),
                Set.copyOf(due.keySet()));
    }
}
