package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.Notice;
import java.util.UUID;

/** A notification on one channel, not settled yet. */
record Delivery(UUID notificationId, NotificationChannel channel, Notice notice, int attempts) {

    /** The key of its row, of its waits and of its audit event. */
    String key() {
        return notificationId + "/" + channel.wire();
    }
}
