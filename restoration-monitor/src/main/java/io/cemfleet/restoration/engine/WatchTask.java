package io.cemfleet.restoration.engine;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wait for the next step of a watch, as a row. */
@Configuration(proxyBeanMethods = false)
class WatchTask {
    private static final TaskDescriptor<Void> STEP = TaskDescriptor.of("watch-step");
    private static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("steering-check");
    private static final TaskDescriptor<Void> LINKS = TaskDescriptor.of("link-check");
    private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    @Bean
    WatchScheduler watchPlanner(ObjectProvider<SchedulerClient> scheduler, SchedulerWakeup wakeups, Clock clock) {
        return new WatchScheduler(scheduler, wakeups, clock, List.of(STEP, CHECK, LINKS));
    }

    @Bean
    Task<Void> watchStep(
            ObjectProvider<WatchEngine> engine, ObjectProvider<WatchStore> watches, WatchScheduler planner) {
        return steps(STEP, watches, planner, incident -> engine.getObject().step(incident));
    }

    @Bean
    Task<Void> steeringCheck(
            ObjectProvider<SteeringChecks> checks, ObjectProvider<WatchStore> watches, WatchScheduler planner) {
        return steps(CHECK, watches, planner, incident -> checks.getObject().step(incident));
    }

    @Bean
    Task<Void> linkCheck(
            ObjectProvider<ProtectionLinkChecks> checks, ObjectProvider<WatchStore> watches, WatchScheduler planner) {
        return steps(LINKS, watches, planner, incident -> checks.getObject().step(incident));
    }

    /** A request that arrived while the step ran could not bring it forward, so the next step is due at once. */
    private static Task<Void> steps(
            TaskDescriptor<Void> task,
            ObjectProvider<WatchStore> watches,
            WatchScheduler planner,
            Function<String, Optional<Instant>> step) {
        return Tasks.custom(task)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_SURPRISE))
                .execute((instance, context) -> {
                    String incident = instance.getId();
                    Optional<UUID> begun = watches.getObject().begunBy(incident);
                    Optional<Instant> next = step.apply(incident);
                    return (done, operations) -> {
                        next.ifPresentOrElse(at -> operations.reschedule(done, at), operations::remove);
                        if (!watches.getObject().begunBy(incident).equals(begun)) {
                            planner.soon(task, incident);
                        }
                    };
                });
    }

    /** Finds watches whose wait was lost between two commits. */
    @Bean
    RecurringTask<Void> watchSweep(
            ObjectProvider<WatchStore> watches, ObjectProvider<SteeringCheckStore> checks, WatchScheduler planner) {
        return Tasks.recurring(TaskDescriptor.of("watch-sweep"), FixedDelay.of(SWEEP))
                .execute((instance, context) -> {
                    watches.getObject().openIncidents().forEach(incident -> {
                        planner.ifForgotten(STEP, incident);
                        planner.ifForgotten(LINKS, incident);
                    });
                    checks.getObject().waiting().forEach(incident -> planner.ifForgotten(CHECK, incident));
                });
    }
}
