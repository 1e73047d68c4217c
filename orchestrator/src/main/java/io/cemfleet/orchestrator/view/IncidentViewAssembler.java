package io.cemfleet.orchestrator.view;

import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.WaitingFor;
import io.cemfleet.orchestrator.flow.IncidentTexts;
import io.cemfleet.orchestrator.incident.AffectedService;
import io.cemfleet.orchestrator.incident.CongestedLink;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.IncidentTransition;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import io.cemfleet.orchestrator.store.TransitionStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds views from stored incidents. */
@Component
public class IncidentViewAssembler {
    private final IncidentStore incidents;
    private final ProtectionStore protections;
    private final TransitionStore transitions;

    IncidentViewAssembler(IncidentStore incidents, ProtectionStore protections, TransitionStore transitions) {
        this.incidents = incidents;
        this.protections = protections;
        this.transitions = transitions;
    }

    public Optional<IncidentView> find(String incidentId) {
        return incidents
                .find(incidentId)
                .map(stored -> view(stored, protections.all(incidentId), transitions.all(incidentId)));
    }

    /** An incident in a list: without its protections and its history. */
    public IncidentView brief(StoredIncident stored) {
        return view(stored, List.of(), List.of());
    }

    private static IncidentView view(
            StoredIncident stored, List<Protection> protections, List<IncidentTransition> transitions) {
        Incident incident = stored.incident();
        var context = incident.context();
        return new IncidentView(
                incident.incidentId(),
                incident.stage().label(),
                incident.stage().phase(),
                context.severity(),
                incident.progress().escalation() != null,
                IncidentTexts.summary(incident),
                context.links().degraded(),
                context.links().ambiguous(),
                context.servicesByTier(),
                context.services().size(),
                protections.stream().map(IncidentViewAssembler::protection).toList(),
                transitions.stream()
                        .map(t -> new IncidentView.Transition(t.from(), t.to(), t.reason(), t.at()))
                        .toList(),
                incident.progress().nodes(),
                resolution(incident),
                incident.origin().detectedAt(),
                stored.updatedAt(),
                closedAt(incident),
                incident.progress().planRevision(),
                stored.version(),
                called(incident.progress().escalation()),
                waitingFor(protections),
                takenOverBy(incident),
                incident.operatorState().acknowledgedBy(),
                incident.operatorState().assignee(),
                incident.operatorState().comments().stream()
                        .map(c -> new IncidentView.Comment(c.actor(), c.text(), c.at()))
                        .toList(),
                overload(incident.operatorState().overload()),
                congested(context.congested()));
    }

    private static @Nullable List<IncidentView.CongestedLink> congested(List<CongestedLink> links) {
        return links.isEmpty()
                ? null
                : links.stream()
                        .map(link -> new IncidentView.CongestedLink(link.linkId(), link.utilisation(), link.since()))
                        .toList();
    }

    private static IncidentView.@Nullable OverloadAllowed overload(OperatorState.@Nullable OverloadPermission decided) {
        return decided == null
                ? null
                : new IncidentView.OverloadAllowed(decided.actor(), decided.reason(), decided.at());
    }

    private static IncidentView.@Nullable EscalationView called(@Nullable Escalation escalation) {
        return escalation == null
                ? null
                : new IncidentView.EscalationView(escalation.reason(), escalation.phase(), escalation.at());
    }

    private static @Nullable WaitingFor waitingFor(List<Protection> protections) {
        return protections.stream()
                        .anyMatch(p -> p.state() instanceof ProtectionState.Proposed proposed
                                && proposed.mode().needsApproval())
                ? WaitingFor.APPROVAL
                : null;
    }

    private static @Nullable String takenOverBy(Incident incident) {
        OperatorState.Takeover takenOver = incident.operatorState().takenOver();
        return takenOver == null ? null : takenOver.actor();
    }

    private static IncidentView.ProtectionView protection(Protection protection) {
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        ProtectionRecord.PlanDecline declined = protection.record().declined();
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        ProtectionRoute route = protection.state().routeOrNull();
        return new IncidentView.ProtectionView(
                protection.id(),
                protection.key().headEnd(),
                protection.key().endPoint(),
                protection.key().color(),
                tunnel == null ? protection.key().teType() : tunnel.teType(),
                protection.state().status(),
                protection.scope().tier(),
                protection.scope().services(),
                tunnel == null ? null : tunnel.tunnelId(),
                tunnel == null ? null : tunnel.bindingSid(),
                route == null ? null : route.path(),
                route == null ? null : route.originalPath(),
                protection.attempts().counted(),
                protection.attempts().lastError(),
                protection.state() instanceof ProtectionState.Covered(String by, boolean over) && !over ? by : null,
                verdict == null ? null : verdict.before(),
                verdict == null ? null : verdict.after(),
                verdict == null ? null : verdict.helped(),
                route == null ? null : route.prediction(),
                declined == null ? null : declined.decline(),
                verdict == null ? null : verdict.predicted(),
                verdict == null ? null : verdict.outcome(),
                verdict == null ? null : verdict.links(),
                protectionWeight(protection.state()),
                originalWeight(protection.state()),
                protection.state().steeredServices(),
                protection.state().carriesTraffic() ? notSteered(protection) : List.of(),
                protection.record().withdrawnPaths());
    }

    private static @Nullable Integer protectionWeight(ProtectionState state) {
        if (state instanceof ProtectionState.Returning returning) {
            return returning.protectionWeight();
        }
        return state.carriesTraffic() ? Integer.valueOf(100) : null;
    }

    private static @Nullable Integer originalWeight(ProtectionState state) {
        if (state instanceof ProtectionState.Returning returning) {
            return returning.originalWeight();
        }
        return state.carriesTraffic() ? Integer.valueOf(0) : null;
    }

    private static List<IncidentView.NotSteered> notSteered(Protection protection) {
        return protection.servicesOffTunnel().stream()
                .map(service -> new IncidentView.NotSteered(service, protection.unsteeredReason(service)))
                .toList();
    }

    public FindIncidents.FoundIncident found(StoredIncident stored) {
        Incident incident = stored.incident();
        var context = incident.context();
        return new FindIncidents.FoundIncident(
                incident.incidentId(),
                incident.stage().label(),
                context.severity(),
                incident.origin().detectedAt(),
                closedAt(incident),
                context.links().all(),
                List.copyOf(context.services().keySet()),
                context.services().values().stream()
                        .map(AffectedService::customer)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                IncidentTexts.summary(incident),
                IncidentTexts.currentActivity(incident));
    }

    private static @Nullable IncidentResolution resolution(Incident incident) {
        return incident.stage() instanceof IncidentStage.Closed closed ? closed.resolution() : null;
    }

    private static @Nullable Instant closedAt(Incident incident) {
        return incident.stage() instanceof IncidentStage.Closed closed ? closed.at() : null;
    }
}
