package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.IncidentNotice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification on one channel, not settled yet.
 *
 * @param attempts tries so far
 * @param dueAt not before then; null for at once
 * @param held it waits by the rules against storms, not for a channel that failed
 * @param claimedUntil a sender holds it until then, at most
 * @param replays how often operators replayed it
 */
record PendingDelivery(
        UUID notificationId,
        NotificationChannel channel,
        IncidentNotice notice,
        int attempts,
        @Nullable Instant dueAt,
        boolean held,
        @Nullable Instant claimedUntil,
        int replays) {

    /** The key of its row and of its waits. */
    String key() {
        return notificationId + "/" + channel.wire();
    }

    boolean waitsAt(Instant now) {
        return dueAt != null && dueAt.isAfter(now) || claimedUntil != null && claimedUntil.isAfter(now);
    }
}
