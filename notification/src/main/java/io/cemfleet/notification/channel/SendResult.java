package io.cemfleet.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one try of one channel. */
public sealed interface SendResult {

    record Sent() implements SendResult {}

    /** The channel may come back. @param retryAfter what it asked for, null when it did not say */
    record RetryLater(String reason, @Nullable Duration retryAfter) implements SendResult {}

    /** Trying again would not help. */
    record Refused(String reason) implements SendResult {}
}
