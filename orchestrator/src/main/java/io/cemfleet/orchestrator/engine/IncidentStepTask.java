package io.cemfleet.orchestrator.engine;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The scheduler's task that drives an incident. The scheduler revives an execution whose instance died, and it repeats
 * its step.
 */
@Configuration(proxyBeanMethods = false)
class IncidentStepTask {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentStepTask.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final IncidentTransactions transactions;
    private final IncidentStore incidents;
    private final FactStore facts;
    private final CallStore calls;
    private final SchedulerWakeup wakeups;
    private final Clock clock;

    IncidentStepTask(
            IncidentTransactions transactions,
            IncidentStore incidents,
            FactStore facts,
            CallStore calls,
            SchedulerWakeup wakeups,
            Clock clock) {
        this.transactions = transactions;
        this.incidents = incidents;
        this.facts = facts;
        this.calls = calls;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @Bean
    CustomTask<Void> incidentStep(IncidentEngine engine) {
        return Tasks.custom(IncidentStepScheduler.TASK, Void.class)
                .onFailure((complete, operations) -> {
                    int failures = complete.getExecution().consecutiveFailures;
                    Duration pause = Duration.ofSeconds(1L << Math.min(failures, 5));
                    complete.getCause()
                            .ifPresent(cause -> LOG.error(
                                    "the step of {} failed, it is repeated",
                                    complete.getExecution().taskInstance.getId(),
                                    cause));
                    operations.reschedule(
                            complete, clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
                })
                .onDeadExecutionRevive()
                .execute((instance, context) -> rest(instance.getId(), engine.run(instance.getId())));
    }

    /**
     * Under the incident's lock no fact can arrive between the last check and the end of the row. Facts that arrived
     * meanwhile make the next step due at once; facts that wait for the outcome of a write do not, as long as the write
     * is repeated.
     */
    private CompletionHandler<Void> rest(String incidentId, @Nullable Instant wakeAt) {
        return (complete, operations) -> transactions.run(incidentId, () -> {
            incidents.lock(incidentId);
            if (facts.anyWaiting(incidentId) && (wakeAt == null || !calls.awaitEffect(incidentId))) {
                operations.reschedule(complete, clock.instant());
                wakeups.afterCommit();
            } else if (wakeAt != null) {
                operations.reschedule(complete, wakeAt);
            } else {
                operations.remove();
            }
            return incidentId;
        });
    }
}
