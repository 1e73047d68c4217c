package io.cemfleet.tunnel.reconcile;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wait for the next run, as a row: one run at a time, whichever instance makes it. */
@Configuration(proxyBeanMethods = false)
class ReconciliationTask {

    @Bean
    RecurringTask<Void> reconcile(ObjectProvider<Reconciler> reconciler, ReconciliationSettings settings) {
        return Tasks.recurring(TaskDescriptor.of("reconcile"), FixedDelay.of(settings.interval()))
                .execute((instance, context) -> reconciler.getObject().run());
    }
}
