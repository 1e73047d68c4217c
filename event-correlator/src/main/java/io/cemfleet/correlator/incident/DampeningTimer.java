package io.cemfleet.correlator.incident;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Ends dampening when it is due: the wait is a row of the scheduler, its end a record of the stream. */
@Component
class DampeningTimer {
    private static final Logger LOG = LoggerFactory.getLogger(DampeningTimer.class);
    private static final String TASK = "dampening-ended";

    private final ObjectProvider<Scheduler> scheduler;
    private final OneTimeTask<String> task;
    private final SchedulerWakeup wakeups;

    DampeningTimer(ObjectProvider<Scheduler> scheduler, OneTimeTask<String> dampeningEnded, SchedulerWakeup wakeups) {
        this.scheduler = scheduler;
        this.task = dampeningEnded;
        this.wakeups = wakeups;
    }

    /** Joins the running transaction. */
    void set(String domain, String linkId, Instant until) {
        String where = domain + '|' + linkId;
        scheduler.getObject().scheduleIfNotExists(task.instance(where + '|' + until.toEpochMilli(), where), until);
        wakeups.afterCommit();
    }

    /** The task is a bean of its own: the scheduler needs it before a timer can be scheduled. */
    @Configuration(proxyBeanMethods = false)
    static class DampeningTaskConfiguration {

        @Bean
        OneTimeTask<String> dampeningEnded(AlertIntake intake, Clock clock) {
            return Tasks.oneTime(TASK, String.class)
                    .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)))
                    .execute((instance, context) -> {
                        if (instance.getData().indexOf('|') < 0) {
                            LOG.error("the end of a dampening names no link, and is given up: {}", instance.getId());
                        } else if (!intake.publish(List.of(record(instance.getData(), clock.instant())))) {
                            throw new IllegalStateException("Kafka did not acknowledge the end of a dampening");
                        }
                    });
        }

        private static AlertRecord record(String where, Instant now) {
            int bar = where.indexOf('|');
            return new AlertRecordBuilder(
                            UUID.randomUUID().toString(),
                            new AlarmIdentity(AlertSourceId.CORRELATOR, TASK, null),
                            AlertKind.DAMPENING_ENDED,
                            now)
                    .location(AlertLocation.ofDomain(where.substring(0, bar)).withLink(where.substring(bar + 1)))
                    .origin(AlertOrigin.FLEET)
                    .build();
        }
    }
}
