package io.cemfleet.runtime.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes the scheduler poll right after the commit that scheduled work, not only at its next interval. */
public final class SchedulerWakeup {
    private final ObjectProvider<Scheduler> scheduler;

    public SchedulerWakeup(ObjectProvider<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    /** Call inside the transaction that schedules; outside of one it wakes at once. */
    public void afterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
        });
    }
}
