package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.message.IncidentNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notifies people: stores an intent for each channel of the matrix, tries the channels in parallel, and schedules what
 * must wait. On a channel an incident has one message under way at a time; notices that arrive meanwhile join it.
 */
@Service
public class NotificationDispatcher {
    private final DeliveryChannels channels;
    private final DeliveryStore store;
    private final DeliverySender attempts;
    private final DeliveryRetries waits;
    private final TransactionTemplate transactions;
    private final NotificationSettings settings;

    /** A delivery that may be tried now. */
    private record ReadyDelivery(UUID id, NotificationChannel channel) {}

    NotificationDispatcher(
            DeliveryChannels channels,
            DeliveryStore store,
            DeliverySender attempts,
            DeliveryRetries waits,
            TransactionTemplate transactions,
            NotificationSettings settings) {
        this.channels = channels;
        this.store = store;
        this.attempts = attempts;
        this.waits = waits;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Delivers a notification; under the same id again it only finishes what is pending. */
    public List<SendNotification.Channel> deliver(UUID id, IncidentNotice notice) {
        List<Future<?>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (NotificationChannel channel : channels.names()) {
                Optional<ReadyDelivery> ready =
                        Objects.requireNonNull(transactions.execute(status -> intend(id, channel, notice)));
                ready.ifPresent(it -> tries.add(threads.submit(() -> attempts.attempt(it.id(), it.channel()))));
            }
        }
        tries.forEach(Future::resultNow);
        return store.channels(id);
    }

    private Optional<ReadyDelivery> intend(UUID id, NotificationChannel channel, IncidentNotice notice) {
        store.lock(channel);
        boolean muted = notice.event() == NotificationEvent.INCIDENT_OPENED && !settings.opening();
        if (muted) {
            store.intend(id, channel, notice, DeliveryOutcomes.SKIPPED, "opening is not announced");
            return Optional.empty();
        }
        if (!channels.getsNotice(channel, notice)) {
            store.intend(id, channel, notice, DeliveryOutcomes.SKIPPED, "not in the matrix for this severity and tier");
            return Optional.empty();
        }
        return store.intend(id, channel, notice, DeliveryOutcomes.PENDING, null)
                ? place(id, channel, notice)
                : Optional.of(new ReadyDelivery(id, channel));
    }

    /** Decides whether a new delivery is sent at once, with one that is under way, or later. */
    private Optional<ReadyDelivery> place(UUID id, NotificationChannel channel, IncidentNotice notice) {
        Instant now = store.now();
        PendingDelivery mine = store.pending(id, channel).orElseThrow();
        PendingDelivery first = store.underWay(id, channel, notice.incidentId()).orElse(null);
        if (first != null) {
            store.join(id, channel, first.notificationId());
            boolean news = first.held() && first.notice().event() != notice.event();
            if (news) {
                store.wait(first, now, null, null);
            }
            return news ? Optional.of(new ReadyDelivery(first.notificationId(), channel)) : Optional.empty();
        }
        Optional<Instant> sent = notice.closes()
                ? Optional.empty()
                : store.lastSent(channel, notice, now.minus(settings.storm().together()));
        if (sent.isEmpty()) {
            return Optional.of(new ReadyDelivery(id, channel));
        }
        Instant due = sent.get().plus(settings.storm().together());
        store.wait(mine, due, "repeat", "waits, the same message was sent a moment ago");
        waits.tryAt(mine, due, now);
        return Optional.empty();
    }
}
