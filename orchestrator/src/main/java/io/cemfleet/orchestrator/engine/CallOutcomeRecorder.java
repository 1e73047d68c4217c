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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The transactions of a call: whether it may be made, what its answer means, when it is made again. */
@Component
class CallOutcomeRecorder {
    private final IncidentStore incidents;
    private final ProtectionStore protections;
    private final CallStore calls;
    private final WorkUnitFactory workUnits;
    private final WorkUnitCommitter commits;
    private final IncidentTransactions transactions;
    private final IncidentAdvancement advancement;
    private final Clock clock;

    CallOutcomeRecorder(
            IncidentStore incidents,
            ProtectionStore protections,
            CallStore calls,
            WorkUnitFactory workUnits,
            WorkUnitCommitter commits,
            IncidentTransactions transactions,
            IncidentAdvancement advancement,
            Clock clock) {
        this.incidents = incidents;
        this.protections = protections;
        this.calls = calls;
        this.workUnits = workUnits;
        this.commits = commits;
        this.transactions = transactions;
        this.advancement = advancement;
        this.clock = clock;
    }

    /**
     * Records an answer, evaluates it against the present plan, and folds facts that arrived meanwhile; returns the calls
     * that follow from all this.
     */
    List<AgentCall> outcome(AgentCall call, CallOutcome answer) {
        return transactions.run(call.incidentId(), () -> {
            Optional<StoredIncident> stored = incidents.lock(call.incidentId());
            return stored.isPresent() && calls.settle(call.taskId(), text(answer))
                    ? advancement.afterFacts(call.incidentId(), outcome(stored.get(), call, answer))
                    : List.of();
        });
    }

    private List<AgentCall> outcome(StoredIncident stored, AgentCall call, CallOutcome answer) {
        IncidentWorkUnit work = workUnits.of(stored);
        if (call.ofProtection()) {
            ofProtections(work, call, answer);
        } else {
            IncidentPhases.answered(work, call, answer);
            IncidentPhases.advance(work);
        }
        return commits.commit(stored, work);
    }

    /** The incident advances once none of its protections holds it back any more, or one falls back. */
    private void ofProtections(IncidentWorkUnit work, AgentCall call, CallOutcome answer) {
        List<String> keys = call.parts().stream().map(AgentCall::protection).toList();
        List<Protection> before = protections.find(call.incidentId(), keys);
        List<Protection> after = ProtectionWorkflow.answered(work, call, before, answer);
        if (after.isEmpty()) {
            return;
        }
        Set<String> behind = IncidentPhases.blockingStates(work.stage());
        boolean back = work.stage() instanceof IncidentStage.Steering
                && after.stream().anyMatch(p -> p.state() instanceof ProtectionState.Planned);
        boolean last = after.stream().noneMatch(p -> behind.contains(p.state().label()))
                && !protections.othersIn(behind, call.incidentId(), keys);
        if (back || last) {
            IncidentPhases.advance(work);
        }
    }

    /** Whether automation may make this call now; a write waits during a takeover. */
    boolean isAllowed(AgentCall call) {
        return !call.step().effect() || !transactions.withConnection(() -> incidents.resting(call.incidentId()));
    }

    /** The agent did not answer: the same call stays open, and is due again after the pause. */
    void postpone(AgentCall call, Duration pause) {
        Instant again = clock.instant().plus(pause);
        transactions.run(call.incidentId(), () -> {
            calls.postpone(call.taskId(), again);
            return again;
        });
    }

    private static String text(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Done done -> "done";
            case CallOutcome.Failed failed -> failed.code() + ": " + failed.message();
            case CallOutcome.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }
}
