package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentPhases;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction that advances an incident as far as it gets without an answer, and stores its next calls. */
@Component
class IncidentAdvancement {
    private final IncidentStore incidents;
    private final FactStore facts;
    private final CallStore calls;
    private final WorkUnitFactory workUnits;
    private final WorkUnitCommitter commits;
    private final TransactionTemplate transactions;
    private final Clock clock;

    IncidentAdvancement(
            IncidentStore incidents,
            FactStore facts,
            CallStore calls,
            WorkUnitFactory workUnits,
            WorkUnitCommitter commits,
            TransactionTemplate transactions,
            Clock clock) {
        this.incidents = incidents;
        this.facts = facts;
        this.calls = calls;
        this.workUnits = workUnits;
        this.commits = commits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What the engine has to do now.
     *
     * @param due calls to make, the highest tier first
     * @param wakeAt when to run again if no fact arrives, null: only when one arrives
     * @param crossIncidentFacts facts for other incidents; returned again with the next step until they are delivered
     */
    record DueWork(
            List<AgentCall> due,
            @Nullable Instant wakeAt,
            List<IncidentWorkUnit.CrossIncidentFact> crossIncidentFacts) {
        static final DueWork NOTHING = new DueWork(List.of(), null, List.of());
    }

    /** Folds waiting facts, advances the incident as far as it gets without an answer, and stores the next intents. */
    DueWork next(String incidentId) {
        return Objects.requireNonNull(transactions.execute(
                status -> incidents.lock(incidentId).map(this::next).orElse(DueWork.NOTHING)));
    }

    private DueWork next(StoredIncident stored) {
        String id = stored.incident().incidentId();
        IncidentWorkUnit work = workUnits.of(stored);
        fold(work, id);
        IncidentPhases.advance(work);
        commits.commit(stored, work);
        if (work.incident().operatorState().automationPaused()) {
            return DueWork.NOTHING;
        }
        Instant now = clock.instant();
        List<CallStore.OpenCall> open = calls.open(id);
        Instant wakeAt = open.stream()
                .map(CallStore.OpenCall::notBefore)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
        Instant wanted = work.wakeAt();
        return new DueWork(
                open.stream()
                        .filter(each -> !each.notBefore().isAfter(now))
                        .map(CallStore.OpenCall::call)
                        .toList(),
                wakeAt == null || (wanted != null && wanted.isBefore(wakeAt)) ? wanted : wakeAt,
                work.crossIncidentFacts());
    }

    /**
     * Facts wait while a write to the network has no outcome. Queries of an older plan are dropped. During a takeover
     * nothing is written, and facts change no plan.
     */
    private void fold(IncidentWorkUnit work, String id) {
        if (work.awaitsEffect() && !work.incident().operatorState().automationPaused()) {
            return;
        }
        for (FactStore.WaitingFact waiting : facts.waiting(id)) {
            facts.folded(waiting.position(), IncidentPhases.fold(work, waiting.fact()));
        }
        work.superseded().forEach(call -> calls.settle(call.taskId(), "superseded by a newer plan"));
    }
}
