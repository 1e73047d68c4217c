package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentPhases;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.flow.ProtectionWorkflow;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionKeyStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions of the engine: one decides which calls to make next, one records the outcome of a call. */
@Component
class IncidentTransactions {
    private final IncidentStores stores;
    private final WorkUnitCommitter commits;
    private final IncidentMetrics metrics;
    private final TransactionTemplate transactions;
    private final OrchestrationRules rules;
    private final Clock clock;

    /** The stores that the engine reads. */
    @Component
    record IncidentStores(
            IncidentStore incidents,
            ProtectionStore protections,
            FactStore facts,
            CallStore calls,
            ProtectionKeyStore keys) {}

    IncidentTransactions(
            IncidentStores stores,
            WorkUnitCommitter commits,
            IncidentMetrics metrics,
            TransactionTemplate transactions,
            OrchestrationRules rules,
            Clock clock) {
        this.stores = stores;
        this.commits = commits;
        this.metrics = metrics;
        this.transactions = transactions;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What the engine has to do now.
     *
     * @param due calls to make, the highest tier first
     * @param wakeAt when to run again if no fact arrives, null: only when one arrives
     * @param asks facts for other incidents; returned again with the next step until they are delivered
     */
    record DueWork(List<AgentCall> due, @Nullable Instant wakeAt, List<IncidentWorkUnit.CrossIncidentFact> asks) {
        static final DueWork NOTHING = new DueWork(List.of(), null, List.of());
    }

    /** Folds waiting facts, advances the incident as far as it gets without an answer, and stores the next intents. */
    DueWork next(String incidentId) {
        return Objects.requireNonNull(transactions.execute(
                status -> stores.incidents().lock(incidentId).map(this::next).orElse(DueWork.NOTHING)));
    }

    private DueWork next(StoredIncident stored) {
        String id = stored.incident().incidentId();
        IncidentWorkUnit scene = scene(stored, stores.calls().open(id));
        fold(scene, id);
        IncidentPhases.advance(scene);
        commits.commit(stored, scene);
        metrics.after(stored.incident(), scene);
        if (scene.incident().care().resting()) {
            return DueWork.NOTHING;
        }
        Instant now = clock.instant();
        List<CallStore.OpenCall> open = stores.calls().open(id);
        Instant wakeAt = open.stream()
                .map(CallStore.OpenCall::notBefore)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
        Instant wanted = scene.wakeAt();
        return new DueWork(
                open.stream()
                        .filter(each -> !each.notBefore().isAfter(now))
                        .map(CallStore.OpenCall::call)
                        .toList(),
                wakeAt == null || wanted != null && wanted.isBefore(wakeAt) ? wanted : wakeAt,
                scene.asks());
    }

    /**
     * Facts wait while a write to the network has no outcome. Queries of an older plan are dropped. During a takeover
     * nothing is written, and facts change no plan.
     */
    private void fold(IncidentWorkUnit scene, String id) {
        if (scene.awaitsEffect() && !scene.incident().care().resting()) {
            return;
        }
        for (FactStore.WaitingFact waiting : stores.facts().waiting(id)) {
            stores.facts().folded(waiting.position(), IncidentPhases.fold(scene, waiting.fact()));
        }
        scene.superseded().forEach(call -> stores.calls().settle(call.taskId(), "superseded by a newer plan"));
    }

    /** Records an answer and evaluates it against the present plan; returns the same protection's next call. */
    Optional<AgentCall> outcome(AgentCall call, CallOutcome answer) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Optional<StoredIncident> stored = stores.incidents().lock(call.incidentId());
            return stored.isPresent() && stores.calls().settle(call.taskId(), text(answer))
                    ? outcome(stored.get(), call, answer)
                    : Optional.empty();
        }));
    }

    private Optional<AgentCall> outcome(StoredIncident stored, AgentCall call, CallOutcome answer) {
        IncidentWorkUnit scene = scene(stored, stores.calls().open(call.incidentId()));
        if (call.ofProtection()) {
            stores.protections()
                    .find(call.incidentId(), call.protection())
                    .ifPresent(protection -> ofProtection(scene, call, protection, answer));
        } else {
            IncidentPhases.answered(scene, call, answer);
            IncidentPhases.advance(scene);
        }
        commits.commit(stored, scene);
        metrics.after(stored.incident(), scene);
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
        boolean last = !behind.contains(after.state().label())
                && !stores.protections().othersIn(behind, call.incidentId(), after.id());
        if (back || last) {
            IncidentPhases.advance(scene);
        }
    }

    /** Whether automation may make this call now; a write waits during a takeover. */
    boolean may(AgentCall call) {
        return !call.step().effect() || !stores.incidents().resting(call.incidentId());
    }

    /** The agent did not answer: the same call stays open. */
    void postpone(AgentCall call) {
        Instant again = clock.instant().plus(rules.silence(call.tries() + 1));
        transactions.executeWithoutResult(status -> stores.calls().postpone(call.taskId(), again));
    }

    private IncidentWorkUnit scene(StoredIncident stored, List<CallStore.OpenCall> open) {
        String id = stored.incident().incidentId();
        return new IncidentWorkUnit(
                stored.incident(),
                clock.instant(),
                rules,
                () -> stores.protections().all(id),
                open.stream().map(CallStore.OpenCall::call).toList(),
                stores.keys());
    }

    private static String text(CallOutcome answer) {
        return switch (answer) {
            case CallOutcome.Done done -> "done";
            case CallOutcome.Failed failed -> failed.code() + ": " + failed.message();
            case CallOutcome.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }
}
