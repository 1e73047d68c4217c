package io.cemfleet.notification.delivery;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.channel.Attempt;
import io.cemfleet.notification.channel.Channel;
import io.cemfleet.notification.matrix.Matrix;
import io.cemfleet.notification.message.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells people: intends each channel of the matrix, tries them side by side, leaves to a row what must wait. */
@Service
public class Deliveries {
    private final Map<NotificationChannel, Channel> channels;
    private final DeliveryStore store;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Waiting waiting;

    /** What retries need. */
    record Waiting(NotificationSettings settings, ObjectProvider<SchedulerClient> scheduler, Clock clock) {}

    Deliveries(
            List<Channel> channels,
            DeliveryStore store,
            AuditLog audit,
            TransactionTemplate transactions,
            Waiting waiting) {
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.waiting = waiting;
    }

    /** Delivers a notification; under the same id again it only finishes what is pending. */
    public List<SendNotification.Channel> deliver(UUID id, Notice notice) {
        transactions.executeWithoutResult(status -> intend(id, notice));
        List<Future<?>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (NotificationChannel channel : NotificationChannel.values()) {
                tries.add(threads.submit(() -> attempt(id, channel)));
            }
        }
        tries.forEach(Future::resultNow);
        return store.channels(id);
    }

    /** Tries a pending delivery once, and settles it or leaves it to a later try. */
    void attempt(UUID id, NotificationChannel name) {
        store.pending(id, name).ifPresent(delivery -> {
            Attempt attempt = channel(name).send(delivery.notice());
            transactions.executeWithoutResult(status -> conclude(delivery, attempt));
        });
    }

    private Channel channel(NotificationChannel name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalStateException("no channel " + name.wire());
        }
        return channel;
    }

    private void intend(UUID id, Notice notice) {
        boolean muted = notice.event() == NotificationEvent.INCIDENT_OPENED
                && !waiting.settings().opening();
        Set<NotificationChannel> wanted = Matrix.channels(notice.severity(), notice.slaTier());
        for (NotificationChannel channel : NotificationChannel.values()) {
            if (muted) {
                store.intend(id, channel, notice, Outcomes.SKIPPED, "opening is not announced");
            } else if (wanted.contains(channel)) {
                store.intend(id, channel, notice, Outcomes.PENDING, null);
            } else {
                store.intend(id, channel, notice, Outcomes.SKIPPED, "not in the matrix for this severity and tier");
            }
        }
    }

    private void conclude(Delivery delivery, Attempt attempt) {
        int tried = delivery.attempts() + 1;
        switch (attempt) {
            case Attempt.Sent sent -> settle(delivery, Outcomes.SENT, "");
            case Attempt.Refused refused -> settle(delivery, Outcomes.FAILED, refused.reason());
            case Attempt.Later later
            when tried >= waiting.settings().attempts() ->
                settle(delivery, Outcomes.FAILED, later.reason() + ", given up after " + tried + " tries");
            case Attempt.Later later -> {
                if (store.settle(delivery, Outcomes.PENDING, later.reason() + ", tried again")) {
                    tryAgain(delivery, later, tried);
                }
            }
        }
    }

    private void settle(Delivery delivery, String outcome, String reason) {
        if (store.settle(delivery, outcome, reason.isEmpty() ? null : reason)) {
            Notice notice = delivery.notice();
            audit.record(
                    AuditEventType.NOTIFICATION_SENT,
                    notice.incidentId(),
                    "notification",
                    Map.of(
                            "channel",
                            delivery.channel().wire(),
                            "event",
                            notice.event().wire(),
                            "outcome",
                            outcome,
                            "reason",
                            reason),
                    TaskIds.of("notification|" + delivery.key()));
        }
    }

    private void tryAgain(Delivery delivery, Attempt.Later later, int tried) {
        NotificationSettings settings = waiting.settings();
        Duration doubled = settings.firstRetry().multipliedBy(1L << Math.min(tried - 1, 16));
        Duration capped = doubled.compareTo(settings.maxRetry()) > 0 ? settings.maxRetry() : doubled;
        Duration pause = later.retryAfter() != null ? later.retryAfter() : capped;
        waiting.scheduler()
                .getObject()
                .schedule(RetryTask.DESCRIPTOR
                        .instance(delivery.key() + "/" + tried)
                        .data(new RetryTask.Ref(
                                delivery.notificationId(), delivery.channel().wire()))
                        .scheduledTo(waiting.clock().instant().plus(pause)));
    }
}
