package io.cemfleet.restoration.engine;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes the tasks of a watch due soon: its steps, its steering checks and its link checks. */
public final class WatchScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(WatchScheduler.class);

    private final ObjectProvider<SchedulerClient> scheduler;
    private final SchedulerWakeup wakeups;
    private final Clock clock;
    private final List<TaskDescriptor<Void>> tasks;

    WatchScheduler(
            ObjectProvider<SchedulerClient> scheduler,
            SchedulerWakeup wakeups,
            Clock clock,
            List<TaskDescriptor<Void>> tasks) {
        this.scheduler = scheduler;
        this.wakeups = wakeups;
        this.clock = clock;
        this.tasks = tasks;
    }

    /**
     * Call in the transaction that begins or changes the watch. A step that runs meanwhile cannot be brought forward
     * here; it is tried again after the commit, and a step that still runs then sees the change when it ends.
     */
    public void soon(String incidentId) {
        boolean all = tasks.stream()
                .filter(task -> !bringForward(task, incidentId))
                .toList()
                .isEmpty();
        if (!all && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    tasks.forEach(task -> bringForward(task, incidentId));
                }
            });
        }
        wakeups.afterCommit();
    }

    /** The same for one of its tasks, outside of a transaction. */
    void soon(TaskDescriptor<Void> task, String incidentId) {
        bringForward(task, incidentId);
        wakeups.afterCommit();
    }

    void ifForgotten(TaskDescriptor<Void> task, String incidentId) {
        scheduler.getObject().scheduleIfNotExists(task.instance(incidentId).scheduledTo(clock.instant()));
    }

    /** @return false while the task runs */
    private boolean bringForward(TaskDescriptor<Void> task, String incidentId) {
        Instant now = clock.instant();
        SchedulerClient client = scheduler.getObject();
        if (client.scheduleIfNotExists(task.instance(incidentId).scheduledTo(now))) {
            return true;
        }
        try {
            client.reschedule(task.instance(incidentId).scheduledTo(now));
            return true;
        } catch (TaskInstanceException running) {
            LOG.debug("{} of {} is under way", task.getTaskName(), incidentId);
            return false;
        }
    }
}
