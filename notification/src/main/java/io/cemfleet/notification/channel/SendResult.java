package io.cemfleet.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of one try of one channel. */
public sealed interface SendResult {

    record Sent() implements SendResult {}

    /**
     * The channel may recover.
     *
     * @param retryAfter the delay that it requested, null when it gave none
     */
    record RetryLater(String reason, @Nullable Duration retryAfter) implements SendResult {}

    /** A retry would not help. */
    record Refused(String reason) implements SendResult {}
}
