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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One transaction that advances an incident as far as it gets without an answer, and stores its next calls. */
@Component
class IncidentAdvancement {
    private final IncidentStore incidents;
    private final FactStore facts;
    private final CallStore calls;
    private final WorkUnitFactory workUnits;
    private final WorkUnitCommitter commits;
    private final IncidentTransactions transactions;
    private final Clock clock;

    IncidentAdvancement(
            IncidentStore incidents,
            FactStore facts,
            CallStore calls,
            WorkUnitFactory workUnits,
            WorkUnitCommitter commits,
            IncidentTransactions transactions,
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
        return transactions.run(
                incidentId, () -> incidents.lock(incidentId).map(this::next).orElse(DueWork.NOTHING));
    }

    /** Advances a new incident to its first intent; joins the running transaction. */
    void begin(String incidentId) {
        incidents.lock(incidentId).ifPresent(stored -> advanced(stored, workUnits.of(stored)));
    }

    /**
     * The calls that are due, for an incident that has no fact to fold: nothing is locked or changed.
     *
     * @return empty when a step has to come first
     */
    Optional<List<AgentCall>> dueCalls(String incidentId) {
        return transactions.withConnection(() -> readDueCalls(incidentId));
    }

    private Optional<List<AgentCall>> readDueCalls(String incidentId) {
        if (facts.anyWaiting(incidentId) || incidents.resting(incidentId)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(calls.open(incidentId).stream()
                        .filter(each -> !each.notBefore().isAfter(now))
                        .map(CallStore.OpenCall::call)
                        .toList())
                .filter(due -> !due.isEmpty());
    }

    /**
     * Folds facts that arrived while a call was under way, unless a write to the network still is; joins the running
     * transaction, after the outcome of the call.
     *
     * @param next the calls that follow from the outcome
     * @return the calls that follow now: a fact may supersede some, and add others
     */
    List<AgentCall> afterFacts(String incidentId, List<AgentCall> next) {
        if (!facts.anyWaiting(incidentId) || calls.awaitEffect(incidentId)) {
            return next;
        }
        List<AgentCall> more = incidents
                .lock(incidentId)
                .map(stored -> advanced(stored, workUnits.of(stored)))
                .orElse(List.of());
        Set<UUID> open = calls.open(incidentId).stream()
                .map(each -> each.call().taskId())
                .collect(Collectors.toSet());
        return Stream.concat(next.stream(), more.stream())
                .filter(call -> open.contains(call.taskId()))
                .toList();
    }

    /** Returns the calls that were stored. */
    private List<AgentCall> advanced(StoredIncident stored, IncidentWorkUnit work) {
        fold(work, stored.incident().incidentId());
        IncidentPhases.advance(work);
        return commits.commit(stored, work);
    }

    private DueWork next(StoredIncident stored) {
        String id = stored.incident().incidentId();
        IncidentWorkUnit work = workUnits.of(stored);
        advanced(stored, work);
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
