package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.OrchestratorSettings;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    private final Clock clock;

    IncidentEngine(
            IncidentAdvancement advancement,
            CallOutcomeRecorder outcomes,
            CallExecutor calls,
            OrchestratorSettings settings,
            OrchestrationRules rules,
            CrossIncidentDelivery deliveries,
            Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.advancement = advancement;
        this.outcomes = outcomes;
        this.calls = calls;
        this.settings = settings;
        this.rules = rules;
    }

    /**
     * Runs step after step until nothing is due, or until its time is up: what is left then is due at once, for any worker.
     * What was committed goes on here without another claim.
     *
     * @return when to run again, or null to wait for the next fact
     */
    @Nullable
    Instant run(String incidentId) {
        Instant end = clock.instant().plus(settings.longestRun());
        advancement.dueCalls(incidentId).ifPresent(due -> perform(due, end));
        while (clock.instant().isBefore(end)) {
            IncidentAdvancement.DueWork work = advancement.next(incidentId);
            work.crossIncidentFacts().forEach(deliveries::deliver);
            if (work.due().isEmpty()) {
                return work.wakeAt();
            }
            perform(work.due(), end);
        }
        return clock.instant();
    }

    private void perform(List<AgentCall> due, Instant end) {
        CallRun.perform(due, settings.parallelism(), call -> {
            List<AgentCall> next = one(call);
            return clock.instant().isBefore(end) ? next : List.of();
        });
    }

    /** Makes the call and commits its outcome; returns the calls that follow from it. */
    private List<AgentCall> one(AgentCall call) {
        if (!outcomes.isAllowed(call)) {
            return List.of();
        }
        CallOutcome answer = calls.make(call);
        if (answer instanceof CallOutcome.Unknown(String reason) && rules.worthRepeating(call.tries())) {
            LOG.info("{} of {} is repeated: {}", call.step().wire(), call.incidentId(), reason);
            outcomes.postpone(call, rules.silencePause(call.tries() + 1));
            return List.of();
        }
        return outcomes.outcome(call, answer);
    }
}
