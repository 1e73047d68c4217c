package io.cemfleet.tunnel.reconcile;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's tasks for the next run and the next check: one at a time across all instances. */
@Configuration(proxyBeanMethods = false)
class ReconciliationTask {

    @Bean
    RecurringTask<Void> reconcile(ObjectProvider<TunnelReconciler> reconciler, ReconciliationSettings settings) {
        return Tasks.recurring(TaskDescriptor.of("reconcile"), FixedDelay.of(settings.interval()))
                .execute((instance, context) -> reconciler.getObject().run());
    }

    @Bean
    RecurringTask<Void> checkStanding(ObjectProvider<StandingTunnelCheck> check, ReconciliationSettings settings) {
        return Tasks.recurring(TaskDescriptor.of("check_standing"), FixedDelay.of(settings.standingCheck()))
                .execute((instance, context) -> run(check.getObject()));
    }

    private static void run(StandingTunnelCheck check) {
        try {
            check.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
