package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.Flow;
import io.cemfleet.orchestrator.flow.Scene;
import io.cemfleet.orchestrator.flow.Tunnels;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Rules;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.KeyStore;
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

/** The transactions of the engine: a turn decides what is asked next, an outcome says what an answer means. */
@Component
class Turns {
    private final Stores stores;
    private final Commits commits;
    private final FlowMetrics metrics;
    private final TransactionTemplate transactions;
    private final Rules rules;
    private final Clock clock;

    /** What the engine reads. */
    @Component
    record Stores(
            IncidentStore incidents, ProtectionStore protections, FactStore facts, CallStore calls, KeyStore keys) {}

    Turns(
            Stores stores,
            Commits commits,
            FlowMetrics metrics,
            TransactionTemplate transactions,
            Rules rules,
            Clock clock) {
        this.stores = stores;
        this.commits = commits;
        this.metrics = metrics;
        this.transactions = transactions;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What is to be done now.
     *
     * @param due calls to make, the highest tier first
     * @param wakeAt when to look again if nothing happens, null: when something does
     * @param asks what other incidents have to know; asked again at the next turn as long as they don't
     */
    record Turn(List<Call> due, @Nullable Instant wakeAt, List<Scene.Ask> asks) {
        static final Turn NOTHING = new Turn(List.of(), null, List.of());
    }

    /** Folds waiting facts, goes as far as it gets without an answer, and stores the next intents. */
    Turn next(String incidentId) {
        return Objects.requireNonNull(transactions.execute(
                status -> stores.incidents().lock(incidentId).map(this::next).orElse(Turn.NOTHING)));
    }

    private Turn next(StoredIncident stored) {
        String id = stored.incident().incidentId();
        Scene scene = scene(stored, stores.calls().open(id));
        fold(scene, id);
        Flow.advance(scene);
        commits.commit(stored, scene);
        metrics.after(stored.incident(), scene);
        if (scene.incident().care().resting()) {
            return Turn.NOTHING;
        }
        Instant now = clock.instant();
        List<CallStore.Open> open = stores.calls().open(id);
        Instant wakeAt = open.stream()
                .map(CallStore.Open::notBefore)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
        Instant wanted = scene.wakeAt();
        return new Turn(
                open.stream()
                        .filter(each -> !each.notBefore().isAfter(now))
                        .map(CallStore.Open::call)
                        .toList(),
                wakeAt == null || wanted != null && wanted.isBefore(wakeAt) ? wanted : wakeAt,
                scene.asks());
    }

    /**
     * Facts wait while a write to the network has no outcome; questions of an older plan are asked no more. While a person
     * has the incident nothing is written, and facts change no plan.
     */
    private void fold(Scene scene, String id) {
        if (scene.awaitsEffect() && !scene.incident().care().resting()) {
            return;
        }
        for (FactStore.Waiting waiting : stores.facts().waiting(id)) {
            stores.facts().folded(waiting.position(), Flow.fold(scene, waiting.fact()));
        }
        scene.superseded().forEach(call -> stores.calls().settle(call.taskId(), "superseded by a newer plan"));
    }

    /** Records an answer and judges it against the present plan; returns the same protection's next call. */
    Optional<Call> outcome(Call call, Answer answer) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Optional<StoredIncident> stored = stores.incidents().lock(call.incidentId());
            return stored.isPresent() && stores.calls().settle(call.taskId(), text(answer))
                    ? outcome(stored.get(), call, answer)
                    : Optional.empty();
        }));
    }

    private Optional<Call> outcome(StoredIncident stored, Call call, Answer answer) {
        Scene scene = scene(stored, stores.calls().open(call.incidentId()));
        if (call.ofProtection()) {
            stores.protections()
                    .find(call.incidentId(), call.protection())
                    .ifPresent(protection -> ofProtection(scene, call, protection, answer));
        } else {
            Flow.answered(scene, call, answer);
            Flow.advance(scene);
        }
        commits.commit(stored, scene);
        metrics.after(stored.incident(), scene);
        return call.ofProtection()
                ? scene.calls().stream()
                        .filter(next -> next.protection().equals(call.protection()))
                        .findFirst()
                : Optional.empty();
    }

    private void ofProtection(Scene scene, Call call, Protection before, Answer answer) {
        Protection after = Tunnels.answered(scene, call, before, answer);
        scene.put(after);
        Tunnels.next(scene, after);
        Set<String> behind = Flow.behind(scene.stage());
        boolean back = scene.stage() instanceof Stage.Steering && after.state() instanceof ProtectionState.Planned;
        boolean last = !behind.contains(after.state().label())
                && !stores.protections().othersIn(behind, call.incidentId(), after.id());
        if (back || last) {
            Flow.advance(scene);
        }
    }

    /** Whether automation may make this call now; a write waits while a person has the incident. */
    boolean may(Call call) {
        return !call.step().effect() || !stores.incidents().resting(call.incidentId());
    }

    /** Nobody answered: the same call stays open. */
    void postpone(Call call) {
        Instant again = clock.instant().plus(rules.silence(call.tries() + 1));
        transactions.executeWithoutResult(status -> stores.calls().postpone(call.taskId(), again));
    }

    private Scene scene(StoredIncident stored, List<CallStore.Open> open) {
        String id = stored.incident().incidentId();
        return new Scene(
                stored.incident(),
                clock.instant(),
                rules,
                () -> stores.protections().all(id),
                open.stream().map(CallStore.Open::call).toList(),
                stores.keys());
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> "done";
            case Answer.Failed failed -> failed.code() + ": " + failed.message();
            case Answer.Unknown unknown -> "unknown: " + unknown.reason();
        };
    }
}
