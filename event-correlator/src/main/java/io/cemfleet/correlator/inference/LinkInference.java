package io.cemfleet.correlator.inference;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.measurement.LinkVerdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One pass over the alarms without a link: candidates, minus what healthy sessions prove good, confirmed by
 * measurements. A confirmed link becomes an alert of its own. Candidates that could be neither confirmed nor cleared in
 * time are reported as ambiguous. An alarm whose candidates all prove good waits.
 */
@Component
class LinkInference {
    private static final Logger LOG = LoggerFactory.getLogger(LinkInference.class);

    private final HealthySessions healthy;
    private final LinkHealthCheck probe;
    private final InferredLinkAlerts records;
    private final AlertIntake intake;
    private final AlertLedger ledger;
    private final CorrelatorSettings.Inference settings;
    private final Clock clock;

    LinkInference(
            HealthySessions healthy,
            LinkHealthCheck probe,
            InferredLinkAlerts records,
            AlertIntake intake,
            AlertLedger ledger,
            CorrelatorSettings settings,
            Clock clock) {
        this.healthy = healthy;
        this.probe = probe;
        this.records = records;
        this.intake = intake;
        this.ledger = ledger;
        this.settings = settings.inference();
        this.clock = clock;
    }

    /**
     * The inferences that were published already.
     *
     * @param links inferred as degraded
     * @param ambiguous alarms whose candidates were reported as ambiguous
     * @param checked alarms that were checked before
     */
    record PublishedInferences(Set<String> links, Set<AlarmIdentity> ambiguous, Set<AlarmIdentity> checked) {

        /** Whether a link is new, or a further alarm points to it: its incident may have been closed since. */
        boolean isNews(String link, List<UnlocatedAlarm> because) {
            return !links.contains(link) || because.stream().anyMatch(suspect -> !checked.contains(suspect.alarm()));
        }
    }

    /** The findings of one pass. */
    record InferenceFindings(Set<String> exonerated, Map<String, MeasuredLink> measured) {

        boolean isBad(String link) {
            MeasuredLink found = measured.get(link);
            return found != null && found.verdict() == LinkVerdict.BAD;
        }

        boolean isGood(String link, Instant since) {
            MeasuredLink found = measured.get(link);
            return found == null ? exonerated.contains(link) : found.isGoodSince(since);
        }
    }

    /**
     * Searches the links behind these alarms.
     *
     * @param known the published inferences
     * @return the alarms that are explained by a confirmed link
     */
    Set<AlarmIdentity> search(NetworkSnapshot network, List<UnlocatedAlarm> suspects, PublishedInferences known) {
        InferenceFindings findings = measure(network, suspects);
        Map<String, List<UnlocatedAlarm>> confirmed = new HashMap<>();
        Set<AlarmIdentity> explained = new HashSet<>();
        for (UnlocatedAlarm suspect : suspects) {
            List<String> bad =
                    suspect.candidates().stream().filter(findings::isBad).toList();
            bad.forEach(link ->
                    confirmed.computeIfAbsent(link, any -> new ArrayList<>()).add(suspect));
            if (!bad.isEmpty()) {
                explained.add(suspect.alarm());
            }
        }
        List<AlertRecord> news = new ArrayList<>();
        confirmed.forEach((link, because) -> {
            MeasuredLink measured = findings.measured().get(link);
            if (measured != null && known.isNews(link, because)) {
                records.degraded(measured, because).ifPresent(news::add);
            }
        });
        suspects.stream()
                .filter(s -> !explained.contains(s.alarm()))
                .forEach(suspect -> unexplained(suspect, findings, known.ambiguous(), news));
        if (!news.isEmpty()) {
            LOG.info("{} alarms without a link: degraded are {}", suspects.size(), confirmed.keySet());
        }
        return intake.publish(news) ? explained : Set.of();
    }

    private void unexplained(
            UnlocatedAlarm suspect, InferenceFindings findings, Set<AlarmIdentity> reported, List<AlertRecord> news) {
        List<String> left = suspect.candidates().stream()
                .filter(link -> !findings.isGood(link, suspect.since()))
                .toList();
        List<String> alertId = List.of(suspect.alert().alertId());
        if (left.isEmpty()) {
            ledger.judge(alertId, AlertVerdict.SUPPRESSED, "candidates_healthy");
            return;
        }
        boolean late = !clock.instant().isBefore(suspect.raisedAt().plus(settings.ambiguousAfter()));
        if (late && suspect.mustHaveCause() && !reported.contains(suspect.alarm())) {
            news.add(records.ambiguous(suspect, left));
        }
    }

    private InferenceFindings measure(NetworkSnapshot network, List<UnlocatedAlarm> suspects) {
        Set<String> candidates =
                suspects.stream().flatMap(s -> s.candidates().stream()).collect(Collectors.toSet());
        Instant since = suspects.stream()
                .map(UnlocatedAlarm::since)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Set<String> exonerated = healthy.proveGood(network, candidates, since, sessions(suspects));
        Set<String> open = new HashSet<>(candidates);
        open.removeAll(exonerated);
        for (UnlocatedAlarm suspect : suspects) {
            if (exonerated.containsAll(suspect.candidates())) {
                open.addAll(suspect.candidates());
            }
        }
        return new InferenceFindings(exonerated, probe.measure(network.topology(), open));
    }

    static Set<AlertSubject.NamedSession> sessions(Collection<UnlocatedAlarm> suspects) {
        return suspects.stream().flatMap(s -> s.session().stream()).collect(Collectors.toSet());
    }
}
