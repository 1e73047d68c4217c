package io.cemfleet.notification.channel;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.Notice;

/** A way to reach people. */
public interface Channel {

    NotificationChannel name();

    /** Tries once; nothing is thrown for what the other side does. */
    Attempt send(Notice notice);
}
