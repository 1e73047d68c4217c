package io.cemfleet.correlator.stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.IncidentDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An incident that is not known to be closed; stored as JSON. It has at most {@link #MOST} links, as many alarms with
 * candidates, and its newest 50 alerts.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class OpenIncident {
    private static final int ALERTS_KEPT = 50;
    /** Links, and alarms that left candidates; what comes beyond them opens the next incident. */
    static final int MOST = 100;

    private final String key;
    private final AlertSourceId source;
    private final Map<String, IncidentLink> links = new LinkedHashMap<>();
    /** Candidates by the identity of the alarm that left them. */
    private final Map<String, List<String>> ambiguous = new LinkedHashMap<>();

    private final List<AlertRef> alerts = new ArrayList<>();
    private long sequence;
    private Severity severity;
    private int alertCount;
    private String rule = "same_link";
    private @Nullable String rootCause;
    private @Nullable JsonNode forecast;
    private long opened;
    private transient boolean unsaved;

    /**
     * A link of the incident, as it was reported last.
     *
     * @param sawClear an alarm on it was cleared since, and another one is still active
     * @param reportedAgainAt when its degrading again was reported last, absent before
     */
    record IncidentLink(
            boolean degraded,
            Instant changedAt,
            LinkNeighbourhood place,
            boolean sawClear,
            @JsonProperty("told_again") @Nullable Instant reportedAgainAt) {}

    OpenIncident(String key, AlertSourceId source, Severity severity) {
        this(key, source, severity, 0);
    }

    @JsonCreator
    OpenIncident(
            @JsonProperty("key") String key,
            @JsonProperty("source") AlertSourceId source,
            @JsonProperty("severity") Severity severity,
            @JsonProperty("sequence") long sequence) {
        this.key = key;
        this.source = source;
        this.severity = severity;
        this.sequence = sequence;
    }

    /** Its number among the incidents of its domain. */
    long opened() {
        return opened;
    }

    void opened(long number) {
        this.opened = number;
        unsaved = true;
    }

    /** Whether it differs from what is stored. */
    boolean isUnsaved() {
        return unsaved;
    }

    void saved() {
        unsaved = false;
    }

    String key() {
        return key;
    }

    Set<String> linkIds() {
        return links.keySet();
    }

    /** What it is found by now. */
    IncidentIndex.IndexedParts parts() {
        return new IncidentIndex.IndexedParts(Map.copyOf(links), Map.copyOf(ambiguous));
    }

    boolean hasRoomFor(String linkId) {
        return links.size() < MOST || links.containsKey(linkId);
    }

    boolean hasRoomForCandidates(String identity) {
        return ambiguous.size() < MOST || ambiguous.containsKey(identity);
    }

    boolean concerns(String linkId) {
        return links.containsKey(linkId) || ambiguousLinks().contains(linkId);
    }

    boolean hasLink(String linkId) {
        return links.containsKey(linkId);
    }

    boolean hasAmbiguous(String identity) {
        return ambiguous.containsKey(identity);
    }

    void rule(String newRule) {
        this.rule = newRule;
        unsaved = true;
    }

    void rootCause(@Nullable String cause) {
        if (rootCause == null) {
            rootCause = cause;
            unsaved = true;
        }
    }

    void forecast(@Nullable JsonNode expected) {
        this.forecast = expected;
        unsaved = true;
    }

    void link(String linkId, boolean degraded, Instant at, LinkNeighbourhood place) {
        IncidentLink before = links.get(linkId);
        links.put(
                linkId, new IncidentLink(degraded, at, place, false, before == null ? null : before.reportedAgainAt()));
        unsaved = true;
    }

    boolean isDegraded(String linkId) {
        IncidentLink part = links.get(linkId);
        return part != null && part.degraded();
    }

    void sawClear(String linkId) {
        links.computeIfPresent(
                linkId,
                (id, part) -> new IncidentLink(
                        part.degraded(), part.changedAt(), part.place(), true, part.reportedAgainAt()));
        unsaved = true;
    }

    /** Whether a raise after a clear is news, not more often than the pause; if so, it counts as reported. */
    boolean raisedAgain(String linkId, Instant at, Duration pause) {
        IncidentLink part = links.get(linkId);
        if (part == null || !part.sawClear()) {
            return false;
        }
        Instant last = part.reportedAgainAt();
        if (last != null && at.isBefore(last.plus(pause))) {
            return false;
        }
        links.put(linkId, new IncidentLink(part.degraded(), part.changedAt(), part.place(), false, at));
        unsaved = true;
        return true;
    }

    void candidates(String identity, List<String> candidates) {
        ambiguous.put(identity, List.copyOf(candidates));
        unsaved = true;
    }

    void dropCandidates(String identity) {
        ambiguous.remove(identity);
        unsaved = true;
    }

    /** Counts an alert; one that restates others counts as those. */
    void count(AlertRecord alert) {
        List<AlertRef> news = alert.evidence().isEmpty()
                ? List.of(AlertRef.of(alert))
                : alert.evidence().stream().map(e -> e.on(alert.linkId())).toList();
        for (AlertRef ref : news) {
            if (alerts.removeIf(known -> known.alertId().equals(ref.alertId()))) {
                alertCount--;
            }
            alerts.add(ref);
            alertCount++;
        }
        unsaved = true;
        while (alerts.size() > ALERTS_KEPT) {
            alerts.removeFirst();
        }
    }

    /** Takes over another incident's knowledge of a link's alerts. */
    void inherit(OpenIncident before, String linkId) {
        for (AlertRef ref : before.alerts) {
            if (linkId.equals(ref.linkId())) {
                alerts.add(ref);
                alertCount++;
                unsaved = true;
            }
        }
    }

    /** Whether this severity raises the incident's. */
    boolean worsen(Severity by) {
        boolean worse = by.worseThan(severity);
        unsaved |= worse;
        severity = severity.or(by);
        return worse;
    }

    List<String> degradedLinks() {
        return links.entrySet().stream()
                .filter(e -> e.getValue().degraded())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    List<String> ambiguousLinks() {
        Set<String> all = new TreeSet<>();
        ambiguous.values().forEach(all::addAll);
        all.removeAll(links.keySet());
        return List.copyOf(all);
    }

    /** Links of the incident that are good now, and these others unless they are under suspicion still. */
    private List<String> clearedLinks(List<String> others) {
        Set<String> all = new TreeSet<>(others);
        all.removeAll(ambiguousLinks());
        all.addAll(links.keySet());
        degradedLinks().forEach(all::remove);
        return List.copyOf(all);
    }

    IncidentDecision decide(
            IncidentDecision.DecisionType type, AlertRecord cause, List<String> changed, @Nullable LinkDampening held) {
        sequence++;
        unsaved = true;
        return new IncidentDecision(
                key,
                sequence == 1 ? IncidentDecision.DecisionType.OPENED : type,
                sequence,
                cause.domain(),
                source,
                severity,
                new IncidentDecision.IncidentLinks(
                        degradedLinks(),
                        ambiguousLinks(),
                        clearedLinks(type == IncidentDecision.DecisionType.CLEARED ? changed : List.of()),
                        changed),
                new IncidentDecision.CorrelatedAlerts(alertCount, List.copyOf(alerts)),
                held == null ? IncidentDecision.LinkFlapping.NONE : flapping(held),
                new IncidentDecision.CorrelationFinding(rule, rootCause, forecast),
                cause.receivedAt());
    }

    private static IncidentDecision.LinkFlapping flapping(LinkDampening held) {
        return new IncidentDecision.LinkFlapping(
                true, held.until(), new IncidentDecision.FlapFigures(held.count(), held.penalty()));
    }
}
