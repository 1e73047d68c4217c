package io.cemfleet.enhancement.reconcile;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reconciles with the service desks on one living instance at a time: the scheduler's row says when it is due. */
@Configuration(proxyBeanMethods = false)
class DeskReconciliationTask {
    static final String NAME = "reconciliation";

    @Bean
    RecurringTask<Void> searchOfServiceDesks(
            ObjectProvider<DeskReconciliation> reconciliation, ReconciliationSettings settings) {
        return Tasks.recurring(TaskDescriptor.of(NAME), FixedDelay.of(settings.interval()))
                .execute((instance, context) -> reconciliation.getObject().everywhere());
    }
}
