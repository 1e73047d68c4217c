package io.cemfleet.restoration.engine;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.schedule.Wakeups;
import io.cemfleet.a2a.server.RunningTasks;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.store.WatchStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The wait for the next step of a watch, as a row. */
@Configuration(proxyBeanMethods = false)
public class WatchTask {
    private static final Logger LOG = LoggerFactory.getLogger(WatchTask.class);
    private static final TaskDescriptor<Void> STEP = TaskDescriptor.of("watch-step");
    private static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("steering-check");
    private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    /** Sees to it that a watch, and whether its steering helped, is looked at soon. */
    public static final class Planner {
        private final ObjectProvider<SchedulerClient> scheduler;
        private final Wakeups wakeups;
        private final Clock clock;

        Planner(ObjectProvider<SchedulerClient> scheduler, Wakeups wakeups, Clock clock) {
            this.scheduler = scheduler;
            this.wakeups = wakeups;
            this.clock = clock;
        }

        /** Call in the transaction that begins or changes the watch. */
        public void soon(String incidentId) {
            soon(STEP, incidentId);
            soon(CHECK, incidentId);
            wakeups.afterCommit();
        }

        private void soon(TaskDescriptor<Void> task, String incidentId) {
            Instant now = clock.instant();
            SchedulerClient client = scheduler.getObject();
            if (!client.scheduleIfNotExists(task.instance(incidentId).scheduledTo(now))) {
                try {
                    client.reschedule(task.instance(incidentId).scheduledTo(now));
                } catch (TaskInstanceException running) {
                    LOG.debug("{} of {} is under way", task.getTaskName(), incidentId);
                }
            }
        }

        void ifForgotten(String incidentId) {
            ifForgotten(STEP, incidentId);
        }

        void checkIfForgotten(String incidentId) {
            ifForgotten(CHECK, incidentId);
        }

        private void ifForgotten(TaskDescriptor<Void> task, String incidentId) {
            scheduler.getObject().scheduleIfNotExists(task.instance(incidentId).scheduledTo(clock.instant()));
        }
    }

    @Bean
    Planner watchPlanner(ObjectProvider<SchedulerClient> scheduler, Wakeups wakeups, Clock clock) {
        return new Planner(scheduler, wakeups, clock);
    }

    @Bean
    WatchEngine.Committing committing(
            TransactionTemplate transactions, Outbox outbox, RunningTasks running, Clock clock) {
        return new WatchEngine.Committing(transactions, outbox, running, clock);
    }

    @Bean
    Task<Void> watchStep(ObjectProvider<WatchEngine> engine) {
        return steps(STEP, incident -> engine.getObject().step(incident));
    }

    @Bean
    Task<Void> steeringCheck(ObjectProvider<SteeringChecks> checks) {
        return steps(CHECK, incident -> checks.getObject().step(incident));
    }

    private static Task<Void> steps(TaskDescriptor<Void> task, Function<String, Optional<Instant>> step) {
        return Tasks.custom(task)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_SURPRISE))
                .execute((instance, context) -> step.apply(instance.getId())
                        .<CompletionHandler<Void>>map(at -> (done, operations) -> operations.reschedule(done, at))
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    /** A watch whose wait got lost between two commits is found again. */
    @Bean
    RecurringTask<Void> watchSweep(
            ObjectProvider<WatchStore> watches, ObjectProvider<SteeringCheckStore> checks, Planner planner) {
        return Tasks.recurring(TaskDescriptor.of("watch-sweep"), FixedDelay.of(SWEEP))
                .execute((instance, context) -> {
                    watches.getObject().open().forEach(planner::ifForgotten);
                    checks.getObject().waiting().forEach(planner::checkIfForgotten);
                });
    }
}
