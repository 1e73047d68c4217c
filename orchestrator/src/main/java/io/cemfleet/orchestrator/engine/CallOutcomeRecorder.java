package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentPhases;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.flow.ProtectionWorkflow;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of a call: whether it may be made, what its answer means, when it is made again. */
@Component
class CallOutcomeRecorder {
    private final IncidentStore incidents;
    private final ProtectionStore protections;
    private final CallStore calls;
    private final WorkUnitFactory workUnits;
    private final WorkUnitCommitter commits;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CallOutcomeRecorder(
            IncidentStore incidents,
            ProtectionStore protections,
            CallStore calls,
            WorkUnitFactory workUnits,
            WorkUnitCommitter commits,
            TransactionTemplate transactions,
            Clock clock) {
        this.incidents = incidents;
        this.protections = protections;
        this.calls = calls;
        this.workUnits = workUnits;
        this.commits = commits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Records an answer and evaluates it against the present plan; returns the same protection's next call. */
    Optional<AgentCall> outcome(AgentCall call, CallOutcome answer) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Optional<StoredIncident> stored = incidents.lock(call.incidentId());
            return stored.isPresent() && calls.settle(call.taskId(), text(answer))
                    ? outcome(stored.get(), call, answer)
                    : Optional.empty();
        }));
    }

    private Optional<AgentCall> outcome(StoredIncident stored, AgentCall call, CallOutcome answer) {
        IncidentWorkUnit scene = workUnits.of(stored);
        if (call.ofProtection()) {
            protections
                    .find(call.incidentId(), call.protection())
                    .ifPresent(protection -> ofProtection(scene, call, protection, answer));
        } else {
            IncidentPhases.answered(scene, call, answer);
            IncidentPhases.advance(scene);
        }
        commits.commit(stored, scene);
        return call.ofProtection()
                ? scene.calls().stream()
                        .filter(next -> next.protection().equals(call.protection()))
                        .findFirst()
                : Optional.empty();
    }

    private void ofProtection(IncidentWorkUnit scene, AgentCall call, Protection before, CallOutcome answer) {
        Protection after = ProtectionWorkflow.answered(scene, call, before, answer);
        scene.put(after);
        ProtectionWorkflow.next(scene, after);
        Set<String> behind = IncidentPhases.behind(scene.stage());
        boolean back =
                scene.stage() instanceof IncidentStage.Steering && after.state() instanceof ProtectionState.Planned;
        boolean last =
                !behind.contains(after.state().label()) && !protections.othersIn(behind, call.incidentId(), after.id());
        if (back || last) {
            IncidentPhases.advance(scene);
        }
    }

    /** Whether automation may make this call now; a write waits during a takeover. */
    boolean may(AgentCall call) {
        return !call.step().effect() || !incidents.resting(call.incidentId());
    }

    /** The agent did not answer: the same call stays open, and is due again after the pause. */
    void postpone(AgentCall call, Duration pause) {
        Instant again = clock.instant().plus(pause);
        transactions.executeWithoutResult(status -> calls.postpone(call.taskId(), again));
    }

    private static String text(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Done done -> "done";
            case CallOutcome.Failed failed -> failed.code() + ": " + failed.message();
            case CallOutcome.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }
}
