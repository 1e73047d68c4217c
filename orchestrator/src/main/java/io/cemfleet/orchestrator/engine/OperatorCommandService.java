package io.cemfleet.orchestrator.engine;

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
import org.jspecify.annotations.Nullable;
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

    public OperatorCommandResult act(OperatorAction.Request asked) {
        return incidents
                .lock(asked.incidentId())
                .map(stored -> act(stored, asked))
                .orElseGet(OperatorCommandResult.UnknownIncident::new);
    }

    private OperatorCommandResult act(StoredIncident stored, OperatorAction.Request asked) {
        if (stored.version() != asked.expectedVersion()) {
            return new OperatorCommandResult.VersionConflict(stored.version());
        }
        Incident incident = stored.incident();
        OperatorState care = incident.care();
        return switch (asked.action()) {
            case ACKNOWLEDGE -> taken(stored, asked, care.acknowledged(asked.person()));
            case COMMENT -> {
                OperatorState.Comment comment =
                        new OperatorState.Comment(asked.person(), asked.reason(), clock.instant());
                yield taken(stored, asked, care.commented(comment));
            }
            case ASSIGN -> {
                Object to =
                        asked.parameters() == null ? null : asked.parameters().get("assignee");
                yield to instanceof String name && !name.isBlank()
                        ? taken(stored, asked, care.assigned(name))
                        : new OperatorCommandResult.Malformed("parameters.assignee", "must name a person");
            }
            case CLOSE -> {
                OperatorCommandResult refused = open(incident);
                yield refused != null
                        ? refused
                        : told(
                                stored,
                                asked,
                                care.takenOver(null),
                                new IncidentFact.CloseRequested(asked.person(), asked.reason()));
            }
            case APPROVE, REJECT -> decided(stored, asked);
            case RETRY -> {
                boolean stands = incident.stage() instanceof IncidentStage.Escalated
                        || incident.stage() instanceof IncidentStage.Monitoring;
                yield stands && !care.resting() ? told(stored, asked, care, fact(asked)) : notNow(incident, asked);
            }
            case ALLOW_OVERLOAD -> {
                OperatorState.OverloadPermission decided =
                        new OperatorState.OverloadPermission(asked.person(), asked.reason(), clock.instant());
                yield incident.closed() || care.resting() || care.overload() != null
                        ? notNow(incident, asked)
                        : told(stored, asked, care.allowing(decided), fact(asked));
            }
            case TAKE_OVER -> {
                OperatorCommandResult refused = open(incident);
                yield refused != null ? refused : takenOver(stored, asked);
            }
            case HAND_BACK -> {
                OperatorState.Takeover before = care.takenOver();
                yield before == null || incident.closed()
                        ? notNow(incident, asked)
                        : told(
                                stored,
                                asked,
                                care.takenOver(null),
                                new IncidentFact.HandedBack(asked.person(), asked.reason(), before.links()));
            }
        };
    }

    private static @Nullable OperatorCommandResult open(Incident incident) {
        return incident.closed() ? new OperatorCommandResult.NotSupported("the incident is closed") : null;
    }

    private static OperatorCommandResult notNow(Incident incident, OperatorAction.Request asked) {
        OperatorState.Takeover takenOver = incident.care().takenOver();
        return new OperatorCommandResult.NotSupported(asked.action().wire() + " has no effect while the incident is "
                + (takenOver == null ? incident.stage().label().wire() : "with " + takenOver.actor()));
    }

    private OperatorCommandResult decided(StoredIncident stored, OperatorAction.Request asked) {
        Incident incident = stored.incident();
        boolean waits = !incident.closed()
                && !incident.care().resting()
                && protections.all(incident.incidentId()).stream()
                        .anyMatch(p -> p.state() instanceof ProtectionState.Proposed proposed
                                && proposed.mode().asks());
        return waits ? told(stored, asked, incident.care(), fact(asked)) : notNow(incident, asked);
    }

    private IncidentFact.OperatorDecided fact(OperatorAction.Request asked) {
        Object key = asked.parameters() == null ? null : asked.parameters().get("protection_key");
        return new IncidentFact.OperatorDecided(
                asked.action(),
                asked.person(),
                asked.reason(),
                clock.instant(),
                key instanceof String named ? named : null);
    }

    /** Stores the command as a fact, which is folded in when no write is under way. */
    private OperatorCommandResult told(
            StoredIncident stored, OperatorAction.Request asked, OperatorState care, IncidentFact fact) {
        facts.append(asked.incidentId(), fact);
        steps.soon(asked.incidentId());
        return taken(stored, asked, care);
    }

    /** Takes effect at once: no further write begins. */
    private OperatorCommandResult takenOver(StoredIncident stored, OperatorAction.Request asked) {
        if (stored.incident().care().takenOver() != null) {
            return notNow(stored.incident(), asked);
        }
        IncidentWorkUnit scene = workUnits.ofIncidentAlone(stored);
        OperatorCommands.takeOver(scene, asked.person(), asked.reason());
        return committed(stored, asked, scene);
    }

    private OperatorCommandResult taken(StoredIncident stored, OperatorAction.Request asked, OperatorState care) {
        IncidentWorkUnit scene = workUnits.ofIncidentAlone(stored);
        scene.become(stored.incident().with(care));
        return committed(stored, asked, scene);
    }

    private OperatorCommandResult committed(
            StoredIncident stored, OperatorAction.Request asked, IncidentWorkUnit scene) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("action", asked.action().wire());
        details.put("reason", asked.reason());
        if (asked.parameters() != null && !asked.parameters().isEmpty()) {
            details.put("parameters", asked.parameters());
        }
        scene.audit(AuditEventType.OPERATOR_ACTION, asked.person(), details);
        commits.commit(stored, scene);
        return new OperatorCommandResult.Applied();
    }
}
