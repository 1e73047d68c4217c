package io.cemfleet.correlator.inference;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs the inference on one living instance at a time: an execution that lasts until its instance ends. The scheduler's
 * heartbeat keeps it; when that stops, another instance takes over.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cem.correlator.inference.enabled", matchIfMissing = true)
class InferenceTaskConfiguration {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    @Bean
    RecurringTask<Void> inferenceTask(ObjectProvider<InferenceLoop> loop) {
        return Tasks.recurring(TaskDescriptor.of("inference"), FixedDelay.of(AGAIN))
                .onDeadExecutionRevive()
                .execute((instance, context) -> loop.getObject().run(context.getSchedulerState()::isShuttingDown));
    }
}
