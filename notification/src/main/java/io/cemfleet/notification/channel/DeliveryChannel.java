package io.cemfleet.notification.channel;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.NoticeBundle;

/** A way to reach people. */
public interface DeliveryChannel {

    NotificationChannel name();

    /** Whether notices of several incidents may go out as one message. */
    default boolean digests() {
        return true;
    }

    /** Tries once; nothing is thrown for what the other side does. */
    SendResult send(NoticeBundle bundle);
}
