package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.flow.OperatorCommands;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Applies operator commands to an incident. Runs in the caller's transaction. */
@Component
public class OperatorCommandService {
    private final IncidentStore incidents;
    private final ProtectionStore protections;
    private final FactStore facts;
    private final WorkUnitFactory workUnits;
    private final WorkUnitCommitter commits;
    private final IncidentStepScheduler steps;
    private final Clock clock;

    OperatorCommandService(
            IncidentStore incidents,
            ProtectionStore protections,
            FactStore facts,
            WorkUnitFactory workUnits,
            WorkUnitCommitter commits,
            IncidentStepScheduler steps,
            Clock clock) {
        this.incidents = incidents;
        this.protections = protections;
        this.facts = facts;
        this.workUnits = workUnits;
        this.commits = commits;
        this.steps = steps;
        this.clock = clock;
    }

    /** The result of a command. */
    public sealed interface OperatorCommandResult {
        record Applied() implements OperatorCommandResult {}

        record UnknownIncident() implements OperatorCommandResult {}

        /** @param present the incident's present version */
        record VersionConflict(long present) implements OperatorCommandResult {}

        record NotSupported(String why) implements OperatorCommandResult {}

        record Malformed(String field, String why) implements OperatorCommandResult {}
    }

    public OperatorCommandResult act(OperatorAction.Request request) {
        return incidents
                .lock(request.incidentId())
                .map(stored -> act(stored, request))
                .orElseGet(OperatorCommandResult.UnknownIncident::new);
    }

    private OperatorCommandResult act(StoredIncident stored, OperatorAction.Request request) {
        if (stored.version() != request.expectedVersion()) {
            return new OperatorCommandResult.VersionConflict(stored.version());
        }
        OperatorState operatorState = stored.incident().operatorState();
        return switch (request.action()) {
            case ACKNOWLEDGE -> applied(stored, request, operatorState.acknowledged(request.person()));
            case COMMENT -> {
                OperatorState.Comment comment =
                        new OperatorState.Comment(request.person(), request.reason(), clock.instant());
                yield applied(stored, request, operatorState.commented(comment));
            }
            case ASSIGN -> assign(stored, request);
            case CLOSE -> close(stored, request);
            case APPROVE, REJECT -> decide(stored, request);
            case RETRY -> retry(stored, request);
            case ALLOW_OVERLOAD -> allowOverload(stored, request);
            case TAKE_OVER -> takeOver(stored, request);
            case HAND_BACK -> handBack(stored, request);
        };
    }

    private OperatorCommandResult assign(StoredIncident stored, OperatorAction.Request request) {
        Object assignee =
                request.parameters() == null ? null : request.parameters().get("assignee");
        return assignee instanceof String name && !name.isBlank()
                ? applied(stored, request, stored.incident().operatorState().assigned(name))
                : new OperatorCommandResult.Malformed("parameters.assignee", "must name a person");
    }

    private OperatorCommandResult close(StoredIncident stored, OperatorAction.Request request) {
        if (stored.incident().closed()) {
            return isClosed();
        }
        return recorded(
                stored,
                request,
                stored.incident().operatorState().takenOver(null),
                new IncidentFact.CloseRequested(request.person(), request.reason()));
    }

    private OperatorCommandResult retry(StoredIncident stored, OperatorAction.Request request) {
        Incident incident = stored.incident();
        boolean waits = incident.stage() instanceof IncidentStage.Escalated
                || incident.stage() instanceof IncidentStage.Monitoring;
        return waits && !incident.operatorState().automationPaused()
                ? recorded(stored, request, incident.operatorState(), fact(request))
                : notSupportedNow(incident, request);
    }

    private OperatorCommandResult allowOverload(StoredIncident stored, OperatorAction.Request request) {
        Incident incident = stored.incident();
        OperatorState before = incident.operatorState();
        if (incident.closed() || before.automationPaused() || before.overload() != null) {
            return notSupportedNow(incident, request);
        }
        OperatorState.OverloadPermission permission =
                new OperatorState.OverloadPermission(request.person(), request.reason(), clock.instant());
        return recorded(stored, request, before.allowing(permission), fact(request));
    }

    private OperatorCommandResult handBack(StoredIncident stored, OperatorAction.Request request) {
        Incident incident = stored.incident();
        OperatorState.Takeover takeover = incident.operatorState().takenOver();
        if (takeover == null || incident.closed()) {
            return notSupportedNow(incident, request);
        }
        return recorded(
                stored,
                request,
                incident.operatorState().takenOver(null),
                new IncidentFact.HandedBack(request.person(), request.reason(), takeover.links()));
    }

    private static OperatorCommandResult isClosed() {
        return new OperatorCommandResult.NotSupported("the incident is closed");
    }

    private static OperatorCommandResult notSupportedNow(Incident incident, OperatorAction.Request request) {
        OperatorState.Takeover takenOver = incident.operatorState().takenOver();
        return new OperatorCommandResult.NotSupported(request.action().wire() + " has no effect while the incident is "
                + (takenOver == null ? incident.stage().label().wire() : "with " + takenOver.actor()));
    }

    private OperatorCommandResult decide(StoredIncident stored, OperatorAction.Request request) {
        Incident incident = stored.incident();
        boolean waits = !incident.closed()
                && !incident.operatorState().automationPaused()
                && protections.all(incident.incidentId()).stream()
                        .anyMatch(p -> p.state() instanceof ProtectionState.Proposed proposed
                                && proposed.mode().needsApproval());
        return waits
                ? recorded(stored, request, incident.operatorState(), fact(request))
                : notSupportedNow(incident, request);
    }

    private IncidentFact.OperatorDecided fact(OperatorAction.Request request) {
        Object key = request.parameters() == null ? null : request.parameters().get("protection_key");
        return new IncidentFact.OperatorDecided(
                request.action(),
                request.person(),
                request.reason(),
                clock.instant(),
                key instanceof String named ? named : null);
    }

    /** Stores the command as a fact, which is folded in when no write is under way. */
    private OperatorCommandResult recorded(
            StoredIncident stored, OperatorAction.Request request, OperatorState operatorState, IncidentFact fact) {
        facts.append(request.incidentId(), fact);
        steps.soon(request.incidentId());
        return applied(stored, request, operatorState);
    }

    /** Takes effect at once: no further write begins. */
    private OperatorCommandResult takeOver(StoredIncident stored, OperatorAction.Request request) {
        if (stored.incident().closed()) {
            return isClosed();
        }
        if (stored.incident().operatorState().takenOver() != null) {
            return notSupportedNow(stored.incident(), request);
        }
        IncidentWorkUnit work = workUnits.ofIncidentAlone(stored);
        OperatorCommands.takeOver(work, request.person(), request.reason());
        return committed(stored, request, work);
    }

    private OperatorCommandResult applied(
            StoredIncident stored, OperatorAction.Request request, OperatorState operatorState) {
        IncidentWorkUnit work = workUnits.ofIncidentAlone(stored);
        work.update(stored.incident().with(operatorState));
        return committed(stored, request, work);
    }

    private OperatorCommandResult committed(
            StoredIncident stored, OperatorAction.Request request, IncidentWorkUnit work) {
        Map<String, Object> details = new LinkedHashMap<>(
                new AuditDetails.OperatorCommand(request.action().wire()).members());
        details.put("reason", request.reason());
        if (request.parameters() != null && !request.parameters().isEmpty()) {
            details.put("parameters", request.parameters());
        }
        work.audit(AuditEventType.OPERATOR_ACTION, request.person(), details);
        commits.commit(stored, work);
        return new OperatorCommandResult.Applied();
    }
}
