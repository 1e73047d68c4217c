package io.cemfleet.orchestrator.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.cemfleet.a2a.schedule.Wakeups;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Has an incident looked at: one row of the scheduler an incident, there only while there is something to wait for. */
@Component
class Steps {
    static final String TASK = "incident-step";

    private final ObjectProvider<Scheduler> scheduler;
    private final Wakeups wakeups;
    private final Clock clock;

    Steps(ObjectProvider<Scheduler> scheduler, Wakeups wakeups, Clock clock) {
        this.scheduler = scheduler;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * Has the incident looked at right after the commit. Call it while holding the incident's lock: a step that runs now
     * looks for facts under the same lock before it ends.
     */
    void soon(String incidentId) {
        Scheduler client = scheduler.getObject();
        TaskInstance<Void> step = new TaskInstance<>(TASK, incidentId);
        Instant now = clock.instant();
        if (!client.scheduleIfNotExists(step, now)) {
            try {
                client.reschedule(step, now);
            } catch (TaskInstanceCurrentlyExecutingException running) {
                return;
            }
        }
        wakeups.afterCommit();
    }
}
