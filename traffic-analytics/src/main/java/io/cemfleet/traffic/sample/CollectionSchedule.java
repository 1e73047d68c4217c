package io.cemfleet.traffic.sample;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Schedules the next reading as a row, so that one of several processes reads. The first reading is at the first start.
 */
@Configuration(proxyBeanMethods = false)
class CollectionSchedule {
    private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(10);

    @Bean
    Task<Void> collectUtilisation(ObjectProvider<UtilisationCollector> collector, Clock clock) {
        return Tasks.custom(TaskDescriptor.of("collect-utilisation"))
                .scheduleOnStartup("all", null, now -> now)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_SURPRISE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    Duration pause = collector.getObject().collect();
                    return (done, operations) ->
                            operations.reschedule(done, clock.instant().plus(pause));
                });
    }
}
