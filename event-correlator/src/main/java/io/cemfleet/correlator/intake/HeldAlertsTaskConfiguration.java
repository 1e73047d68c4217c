package io.cemfleet.correlator.intake;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Retries held alerts on one living instance at a time. Alerts that are attributed to tunnels of the fleet have a task
 * of their own, which waits for the controller, so that a slow controller delays nothing else.
 */
@Configuration(proxyBeanMethods = false)
class HeldAlertsTaskConfiguration {

    @Bean
    RecurringTask<Void> heldAlertsTask(
            ObjectProvider<HeldAlerts> held, @Value("${cem.correlator.intake.retry:5s}") Duration every) {
        return Tasks.recurring(TaskDescriptor.of("held-alerts"), FixedDelay.of(every))
                .execute((instance, context) -> held.getObject().retry());
    }

    @Bean
    RecurringTask<Void> attributedAlertsTask(
            ObjectProvider<AttributedAlerts> attributed, @Value("${cem.correlator.intake.retry:5s}") Duration every) {
        return Tasks.recurring(TaskDescriptor.of("attributed-alerts"), FixedDelay.of(every))
                .execute((instance, context) -> attributed.getObject().judgeAgain());
    }
}
