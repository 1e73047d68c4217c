package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.alert.VerdictRecord.OwnCongestionNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the three stages in a row, as a function of the record and of the tables that earlier records left. Time is the
 * record's own {@code received_at}; the stages query nothing else.
 */
public final class AlertCorrelation {
    private final AlarmPairing pairing;
    private final FlapDetector links;
    private final OwnCongestionEpisodes own;
    private final Function<String, DomainIncidents> domains;
    private final CorrelationRules rules;

    /** @param tables the state that earlier records left */
    public AlertCorrelation(StateTables tables, CorrelationRules rules) {
        this(tables, rules, domain -> new IndexedIncidents(tables, rules, domain));
    }

    /** @param domains the open incidents of a domain, for one record */
    AlertCorrelation(StateTables tables, CorrelationRules rules, Function<String, DomainIncidents> domains) {
        this.pairing = new AlarmPairing(tables.table(StateTables.ALARMS, AlarmState.class), rules.dedup());
        this.links = new FlapDetector(tables.table(StateTables.LINKS, LinkState.class), rules);
        this.own = new OwnCongestionEpisodes(tables.table(StateTables.FULL_LINKS, OwnCongestedLink.class));
        this.domains = domains;
        this.rules = rules;
    }

    /** @param verdict absent for control records, and for late findings about an alarm that is over */
    public record CorrelationResult(@Nullable VerdictRecord verdict, List<IncidentDecision> decisions) {}

    /** Handles one record. If it throws, what it has put into the tables must be dropped. */
    public CorrelationResult handle(AlertRecord alert) {
        if (alert.kind() == AlertKind.INCIDENT_CLOSED) {
            return new CorrelationResult(
                    null, new ClosedIncidentCleanup(pairing, links, own, incidents(alert)).close(alert));
        }
        if (alert.kind() == AlertKind.DAMPENING_ENDED) {
            return new CorrelationResult(null, dampeningEnded(alert));
        }
        if (!alert.resolved()) {
            return new CorrelationResult(verdict(alert, AlertVerdict.SUPPRESSED, "unresolved", null, null), List.of());
        }
        AlertRecord known = pairing.knownAs(alert);
        OwnTunnelLoad load = alert.kind() == AlertKind.RAISE ? alert.ownLoad() : null;
        return load != null && load.isLate() ? foundLate(known) : paired(known);
    }

    /**
     * An alarm that counted as a fault, since the load of its link could not be read in time, turns out to be caused by
     * the fleet: its incident stays open until the alarm is over, and the tunnels are reported in addition. Once the
     * alarm is over nothing is reported: its alert keeps its verdict.
     */
    private CorrelationResult foundLate(AlertRecord alert) {
        String linkId = alert.linkId();
        if (linkId == null || !pairing.isFault(alert)) {
            return new CorrelationResult(null, List.of());
        }
        String incidentKey =
                incidents(alert).concerning(linkId).map(OpenIncident::key).orElse(null);
        VerdictRecord verdict = verdict(alert, AlertVerdict.PASSED, "own_congestion_late", incidentKey, null);
        return new CorrelationResult(
                verdict.telling(own.raised(alert, linkId).stream().toList()), List.of());
    }

    private CorrelationResult paired(AlertRecord alert) {
        return switch (pairing.take(alert)) {
            case AlarmPairing.PairingResult.DroppedAlert held ->
                new CorrelationResult(
                        new VerdictRecord(
                                alert,
                                held.verdict(),
                                held.rule(),
                                null,
                                held.firstAlertId(),
                                held.repeats(),
                                null,
                                List.of()),
                        List.of());
            case AlarmPairing.PairingResult.Passed passed ->
                passed.wasOwn() || passed.isOwn() ? ownCongestion(alert, passed) : fault(alert, passed);
        };
    }

    /** A fault. If it was found late that the fleet causes it, that episode ends with it. */
    private CorrelationResult fault(AlertRecord alert, AlarmPairing.PairingResult.Passed passed) {
        CorrelationResult result = passed(alert, passed);
        String left = alert.kind() == AlertKind.CLEAR ? alert.linkId() : passed.movedFrom();
        if (left == null || result.verdict() == null || !own.has(alert, left)) {
            return result;
        }
        return new CorrelationResult(
                result.verdict().telling(own.ended(alert, left).stream().toList()), result.decisions());
    }

    /**
     * Congestion that the fleet causes changes no link and no incident; an alarm that is no longer attributed is
     * handled as a fault.
     */
    private CorrelationResult ownCongestion(AlertRecord alert, AlarmPairing.PairingResult.Passed passed) {
        String linkId = passed.linkId();
        String before = passed.movedFrom() == null ? linkId : passed.movedFrom();
        boolean leaves = passed.wasOwn() && (!passed.isOwn() || passed.movedFrom() != null);
        List<OwnCongestionNotice> notices = new ArrayList<>();
        if (leaves && before != null) {
            own.ended(alert, before).ifPresent(notices::add);
        }
        if (passed.isOwn() && linkId != null) {
            own.raised(alert, linkId).ifPresent(notices::add);
        }
        if (alert.kind() == AlertKind.RAISE && !passed.isOwn()) {
            CorrelationResult fault =
                    passed(alert, new AlarmPairing.PairingResult.Passed(linkId, null, false, false, false));
            return new CorrelationResult(
                    fault.verdict() == null ? null : fault.verdict().telling(notices), fault.decisions());
        }
        String rule = alert.kind() == AlertKind.CLEAR ? "own_congestion_over" : "own_congestion";
        VerdictRecord verdict = verdict(alert, AlertVerdict.OWN_CONGESTION, rule, null, null);
        return new CorrelationResult(verdict.telling(notices), List.of());
    }

    private CorrelationResult passed(AlertRecord alert, AlarmPairing.PairingResult.Passed passed) {
        List<IncidentDecision> decisions = new ArrayList<>();
        if (passed.movedFrom() != null) {
            FlapDetector.TransitionOutcome left = links.cleared(alert, passed.movedFrom());
            decide(alert, left).ifPresent(decisions::add);
        }
        String linkId = passed.linkId();
        if (linkId == null) {
            return withoutLink(alert, decisions);
        }
        FlapDetector.TransitionOutcome outcome = alert.kind() == AlertKind.RAISE
                ? links.raised(alert, linkId, passed.again())
                : links.cleared(alert, linkId);
        decide(alert, outcome).ifPresent(decisions::add);
        boolean dampened = outcome.change() == FlapDetector.LinkTransition.DAMPENED;
        String incidentKey =
                incidents(alert).ofLink(linkId).map(OpenIncident::key).orElse(null);
        VerdictRecord verdict = verdict(
                alert,
                dampened && decisions.isEmpty() ? AlertVerdict.DAMPENED : AlertVerdict.PASSED,
                decisions.isEmpty()
                        ? (dampened ? "dampening" : "same_link")
                        : decisions.getLast().finding().correlationRule(),
                incidentKey,
                outcome.link());
        return new CorrelationResult(verdict, decisions);
    }

    /** A session in alarm waits until its link is found; candidates that stayed ambiguous open an incident. */
    private CorrelationResult withoutLink(AlertRecord alert, List<IncidentDecision> decisions) {
        if (alert.origin() != AlertOrigin.AMBIGUOUS) {
            return new CorrelationResult(verdict(alert, AlertVerdict.PASSED, "awaiting_link", null, null), decisions);
        }
        DomainIncidents incidents = incidents(alert);
        Optional<IncidentDecision> decision =
                alert.kind() == AlertKind.RAISE ? candidates(alert, incidents) : candidatesGone(alert, incidents);
        decision.ifPresent(decisions::add);
        incidents.save();
        String key = decision.map(IncidentDecision::incidentKey).orElse(null);
        return new CorrelationResult(verdict(alert, AlertVerdict.PASSED, "ambiguous", key, null), decisions);
    }

    private static Optional<IncidentDecision> candidates(AlertRecord alert, DomainIncidents incidents) {
        OpenIncident incident = alert.location().candidateLinks().stream()
                .flatMap(link -> incidents.concerning(link).stream())
                .filter(known -> known.hasRoomForCandidates(alert.identity()))
                .findFirst()
                .orElseGet(() -> incidents.open(alert, alert.source(), "ambiguous"));
        List<String> before = incident.ambiguousLinks();
        incident.candidates(alert.identity(), alert.location().candidateLinks());
        incident.count(alert);
        boolean worse = incident.worsen(alert.severity());
        if (incident.ambiguousLinks().equals(before) && !worse) {
            return Optional.empty();
        }
        return Optional.of(incident.decide(
                IncidentDecision.DecisionType.GROWN, alert, alert.location().candidateLinks(), null));
    }

    private static Optional<IncidentDecision> candidatesGone(AlertRecord alert, DomainIncidents incidents) {
        return incidents.ofCandidates(alert.identity()).flatMap(incident -> {
            List<String> before = incident.ambiguousLinks();
            incident.dropCandidates(alert.identity());
            List<String> gone = before.stream()
                    .filter(link -> !incident.ambiguousLinks().contains(link))
                    .toList();
            return gone.isEmpty()
                    ? Optional.empty()
                    : Optional.of(incident.decide(IncidentDecision.DecisionType.CLEARED, alert, gone, null));
        });
    }

    private Optional<IncidentDecision> decide(AlertRecord alert, FlapDetector.TransitionOutcome outcome) {
        DomainIncidents incidents = incidents(alert);
        Optional<IncidentDecision> decision =
                switch (outcome.change()) {
                    case JOINED, DAMPENED -> joined(alert, outcome.link(), incidents);
                    case DEGRADED -> degraded(alert, outcome.link(), incidents, IncidentDecision.DecisionType.GROWN);
                    case FLAPPING -> degraded(alert, outcome.link(), incidents, IncidentDecision.DecisionType.FLAPPING);
                    case CLEARED -> cleared(alert, outcome.link(), incidents);
                };
        incidents.save();
        return decision;
    }

    private Optional<IncidentDecision> degraded(
            AlertRecord alert, LinkState link, DomainIncidents incidents, IncidentDecision.DecisionType type) {
        String linkId = link.linkId();
        Optional<DomainIncidents.IncidentMatch> match = incidents.match(linkId, link.place(), alert.receivedAt());
        if (match.isEmpty() && !link.isDegraded()) {
            return Optional.empty();
        }
        OpenIncident incident = match.map(DomainIncidents.IncidentMatch::incident)
                .orElseGet(() -> incidents.open(alert, link.source(alert.source()), linkId));
        Optional<DomainIncidents.IncidentMatch> joins =
                match.filter(m -> !m.incident().hasLink(linkId));
        joins.ifPresent(m -> incident.rule(m.rule()));
        incident.rootCause(linkId);
        incident.link(linkId, link.isDegraded(), alert.receivedAt(), link.place());
        if (alert.kind() == AlertKind.RAISE) {
            incident.count(alert);
        }
        incident.worsen(link.worst());
        if (alert.source().isForecast()) {
            incident.forecast(alert.raw());
        }
        IncidentDecision.DecisionType reported = joins.isPresent() ? IncidentDecision.DecisionType.GROWN : type;
        return Optional.of(incident.decide(reported, alert, List.of(linkId), links.held(link, alert.receivedAt())));
    }

    private Optional<IncidentDecision> cleared(AlertRecord alert, LinkState link, DomainIncidents incidents) {
        return incidents.ofLink(link.linkId()).map(incident -> {
            incident.link(link.linkId(), false, alert.receivedAt(), link.place());
            return incident.decide(IncidentDecision.DecisionType.CLEARED, alert, List.of(link.linkId()), null);
        });
    }

    /**
     * One more alarm on a link that is degraded already or held back: news when it is worse, when no incident works on it,
     * when its incident takes the link for good, or when an alarm on it was cleared before: its traffic may be back. A first
     * protection is not dampened, so a breach that no incident knows opens one that says the link flaps.
     */
    private Optional<IncidentDecision> joined(AlertRecord alert, LinkState link, DomainIncidents incidents) {
        Optional<OpenIncident> known = incidents.ofLink(link.linkId());
        if (alert.kind() != AlertKind.RAISE) {
            known.ifPresent(incident -> incident.sawClear(link.linkId()));
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return link.harmless() || !link.isDegraded()
                    ? Optional.empty()
                    : degraded(alert, link, incidents, IncidentDecision.DecisionType.GROWN);
        }
        OpenIncident incident = known.get();
        if (link.isDegraded() && !incident.isDegraded(link.linkId())) {
            return degraded(
                    alert,
                    link,
                    incidents,
                    link.isDampened() ? IncidentDecision.DecisionType.FLAPPING : IncidentDecision.DecisionType.GROWN);
        }
        incident.count(alert);
        Severity worst = link.worst();
        if (!link.isDampened() && incident.raisedAgain(link.linkId(), alert.receivedAt(), rules.again())) {
            incident.worsen(worst);
            return Optional.of(
                    incident.decide(IncidentDecision.DecisionType.GROWN, alert, List.of(link.linkId()), null));
        }
        return incident.worsen(worst) && !link.isDampened()
                ? Optional.of(
                        incident.decide(IncidentDecision.DecisionType.SEVERITY, alert, List.of(link.linkId()), null))
                : Optional.empty();
    }

    private List<IncidentDecision> dampeningEnded(AlertRecord alert) {
        String linkId = alert.linkId();
        FlapDetector.TransitionOutcome outcome =
                linkId == null ? null : links.dampeningEnded(alert.domain(), linkId, alert.receivedAt());
        return outcome == null ? List.of() : decide(alert, outcome).stream().toList();
    }

    private VerdictRecord verdict(
            AlertRecord alert,
            AlertVerdict verdict,
            String rule,
            @Nullable String incidentKey,
            @Nullable LinkState link) {
        return new VerdictRecord(
                alert,
                verdict,
                rule,
                incidentKey,
                null,
                0,
                link == null ? null : links.status(link, alert.receivedAt()),
                List.of());
    }

    private DomainIncidents incidents(AlertRecord alert) {
        return domains.apply(alert.domain());
    }
}
