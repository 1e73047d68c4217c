package io.cemfleet.notification.channel;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.NoticeBundle;

/** A channel that reaches people. */
public interface DeliveryChannel {

    NotificationChannel name();

    /** Whether notices of several incidents may be sent as one message. */
    default boolean digests() {
        return true;
    }

    /** Tries once; failures of the other side are results, never exceptions. */
    SendResult send(NoticeBundle bundle);
}
