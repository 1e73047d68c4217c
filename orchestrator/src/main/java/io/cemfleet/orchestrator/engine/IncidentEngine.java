package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.OrchestratorSettings;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Drives one incident until it has to wait. Any step may be interrupted and repeated. */
@Component
class IncidentEngine {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentEngine.class);

    private final IncidentAdvancement advancement;
    private final CallOutcomeRecorder outcomes;
    private final CallExecutor calls;
    private final OrchestratorSettings settings;
    private final OrchestrationRules rules;
    private final CrossIncidentDelivery deliveries;

    IncidentEngine(
            IncidentAdvancement advancement,
            CallOutcomeRecorder outcomes,
            CallExecutor calls,
            OrchestratorSettings settings,
            OrchestrationRules rules,
            CrossIncidentDelivery deliveries) {
        this.deliveries = deliveries;
        this.advancement = advancement;
        this.outcomes = outcomes;
        this.calls = calls;
        this.settings = settings;
        this.rules = rules;
    }

    /** Runs until nothing is due; returns when to run again, or null to wait for the next fact. */
    @Nullable
    Instant run(String incidentId) {
        while (true) {
            IncidentAdvancement.DueWork work = advancement.next(incidentId);
            work.crossIncidentFacts().forEach(deliveries::deliver);
            if (work.due().isEmpty()) {
                return work.wakeAt();
            }
            perform(work.due());
        }
    }

    /** Makes the calls in their order, a bounded number at a time. */
    private void perform(List<AgentCall> due) {
        Queue<AgentCall> queue = new ConcurrentLinkedQueue<>(due);
        int workers = Math.min(settings.parallelism(), due.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(queue)));
            }
            for (Future<?> worker : running) {
                finished(worker);
            }
        }
    }

    private static void finished(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of a step", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step was cut short", e.getCause());
        }
    }

    private void work(Queue<AgentCall> queue) {
        for (AgentCall call = queue.poll(); call != null; call = queue.poll()) {
            Optional<AgentCall> next = Optional.of(call);
            while (next.isPresent()) {
                next = one(next.get());
            }
        }
    }

    /** Makes the call and commits its outcome; returns the next call of the same protection. */
    private Optional<AgentCall> one(AgentCall call) {
        if (!outcomes.isAllowed(call)) {
            return Optional.empty();
        }
        CallOutcome answer = calls.make(call);
        if (answer instanceof CallOutcome.Unknown(String reason) && rules.worthRepeating(call.tries())) {
            LOG.info("{} of {} is repeated: {}", call.step().wire(), call.incidentId(), reason);
            outcomes.postpone(call, rules.silencePause(call.tries() + 1));
            return Optional.empty();
        }
        return outcomes.outcome(call, answer);
    }
}
