package io.cemfleet.orchestrator.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Schedules the next step of an incident: one row of the scheduler for each incident, which exists only while the
 * incident waits for something.
 */
@Component
class IncidentStepScheduler {
    static final String TASK = "incident-step";
    private static final int TRIES = 5;

    private final ObjectProvider<Scheduler> scheduler;
    private final SchedulerWakeup wakeups;
    private final Clock clock;

    IncidentStepScheduler(ObjectProvider<Scheduler> scheduler, SchedulerWakeup wakeups, Clock clock) {
        this.scheduler = scheduler;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * Makes the incident's step due right after the commit. Call it while holding the incident's lock: a step that runs
     * now checks for facts under the same lock before it ends.
     */
    void soon(String incidentId) {
        TaskInstance<Void> step = new TaskInstance<>(TASK, incidentId);
        int tries = 0;
        while (!wakeup(step)) {
            if (++tries == TRIES) {
                throw new IllegalStateException("the step of " + incidentId + " changes at each attempt");
            }
        }
        wakeups.afterCommit();
    }

    /**
     * False when the scheduler took the row between our read and our write, which it does without the incident's lock.
     */
    private boolean wakeup(TaskInstance<Void> step) {
        Scheduler client = scheduler.getObject();
        Instant now = clock.instant();
        try {
            return client.scheduleIfNotExists(step, now) || client.reschedule(step, now);
        } catch (TaskInstanceCurrentlyExecutingException running) {
            return true;
        } catch (ExecutionException taken) {
            return false;
        }
    }
}
