package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.channel.DeliveryChannel;
import io.cemfleet.notification.channel.SendResult;
import io.cemfleet.notification.message.IncidentNotice;
import io.cemfleet.notification.message.NoticeBundle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs one try of a delivery: claims it, sends it without a transaction, and concludes it. A claim leaves a row that
 * retries if this process dies meanwhile.
 */
@Service
class DeliverySender {
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private final DeliveryChannels channels;
    private final DeliveryStore store;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final DeliveryRetries retries;
    private final ChannelRateLimit rateLimit;
    private final URI console;

    DeliverySender(
            DeliveryChannels channels,
            DeliveryStore store,
            AuditLog audit,
            TransactionTemplate transactions,
            DeliveryRetries retries,
            ChannelRateLimit rateLimit,
            NotificationSettings settings) {
        this.channels = channels;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.retries = retries;
        this.rateLimit = rateLimit;
        this.console = settings.console();
    }

    /** Tries a pending delivery once if it is due, and settles it or leaves it to a later try. */
    void attempt(UUID id, NotificationChannel name) {
        DeliveryChannel channel = channels.get(name);
        List<PendingDelivery> claimed = Objects.requireNonNull(transactions.execute(status -> claim(id, channel)));
        if (!claimed.isEmpty()) {
            List<IncidentNotice> notices =
                    claimed.stream().map(PendingDelivery::notice).toList();
            SendResult attempt = channel.send(new NoticeBundle(notices, console));
            transactions.executeWithoutResult(status -> conclude(id, claimed, attempt));
        }
    }

    /** The deliveries to send now as one message; empty when it is not due, or the channel's limit is reached. */
    private List<PendingDelivery> claim(UUID id, DeliveryChannel channel) {
        store.lock(channel.name());
        Instant now = store.now();
        Optional<PendingDelivery> pending =
                store.pending(id, channel.name()).filter(delivery -> !delivery.waitsAt(now));
        if (pending.isEmpty()) {
            return List.of();
        }
        PendingDelivery main = pending.get();
        Optional<Instant> full = rateLimit.take(channel.name(), now);
        if (full.isPresent()) {
            store.wait(main, full.get(), "cap", "waits, the channel has had its messages for now");
            retries.tryAt(main, full.get(), now);
            return List.of();
        }
        if (main.held() && channel.digests()) {
            store.joinHeld(main);
        }
        store.claim(main, now.plus(CLAIM));
        retries.tryAt(main, now.plus(CLAIM), now);
        return store.together(main);
    }

    private void conclude(UUID id, List<PendingDelivery> claimed, SendResult attempt) {
        PendingDelivery main = claimed.stream()
                .filter(delivery -> delivery.notificationId().equals(id))
                .findFirst()
                .orElseThrow();
        store.lock(main.channel());
        switch (attempt) {
            case SendResult.Sent sent -> settle(claimed, main, DeliveryOutcomes.SENT, null);
            case SendResult.Refused refused -> settle(claimed, main, DeliveryOutcomes.FAILED, refused.reason());
            case SendResult.RetryLater later
            when retries.lastTry(main.attempts()) ->
                settle(
                        claimed,
                        main,
                        DeliveryOutcomes.FAILED,
                        later.reason() + ", given up after " + main.attempts() + " tries");
            case SendResult.RetryLater later -> {
                Instant now = store.now();
                Instant again = now.plus(retries.pause(main.attempts(), later.retryAfter()));
                store.wait(main, again, null, later.reason() + ", tried again");
                retries.tryAt(main, again, now);
            }
        }
    }

    private void settle(List<PendingDelivery> claimed, PendingDelivery main, String outcome, @Nullable String reason) {
        for (PendingDelivery delivery : claimed) {
            if (store.settle(delivery, outcome, reason)) {
                record(delivery, outcome, reason, claimed.size());
            }
        }
        Instant now = store.now();
        store.release(main).ifPresent(late -> retries.tryAt(late, now, now));
    }

    private void record(PendingDelivery delivery, String outcome, @Nullable String reason, int together) {
        AuditDetails.Delivery details = new AuditDetails.Delivery(
                delivery.channel().wire(),
                delivery.notice().event(),
                outcome,
                reason == null ? "" : reason,
                together > 1 ? Integer.valueOf(together) : null);
        audit.record(
                AuditEventType.NOTIFICATION_SENT,
                delivery.notice().incidentId(),
                AgentName.NOTIFICATION.wire(),
                details.members(),
                TaskIds.of(
                        "notification|" + delivery.key() + (delivery.replays() == 0 ? "" : "|" + delivery.replays())));
    }
}
