package io.cemfleet.notification.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.runtime.schedule.SchedulerWakeup;
import io.cemfleet.runtime.time.DoublingPause;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Schedules later tries as rows, written in the transaction of their cause. */
@Component
class DeliveryRetries {
    private final NotificationSettings settings;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final SchedulerWakeup wakeups;

    DeliveryRetries(NotificationSettings settings, ObjectProvider<SchedulerClient> scheduler, SchedulerWakeup wakeups) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.wakeups = wakeups;
    }

    /** Tries a delivery at a moment, or at once if it has passed. */
    void tryAt(PendingDelivery delivery, Instant at, Instant now) {
        scheduler
                .getObject()
                .scheduleIfNotExists(RetryTask.DESCRIPTOR
                        .instance(delivery.key() + "/" + at.toEpochMilli())
                        .data(new RetryTask.DeliveryRef(
                                delivery.notificationId(), delivery.channel().wire()))
                        .scheduledTo(at));
        if (!at.isAfter(now)) {
            wakeups.afterCommit();
        }
    }

    boolean lastTry(int tried) {
        return tried >= settings.attempts();
    }

    /** How long to wait after a try: the channel's requested delay, else twice as long each time. */
    Duration pause(int tried, @Nullable Duration asked) {
        if (asked != null) {
            return asked;
        }
        return DoublingPause.after(tried, settings.firstRetry(), settings.maxRetry());
    }
}
