package io.cemfleet.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one try of one channel. */
public sealed interface Attempt {

    record Sent() implements Attempt {}

    /** The channel may come back. @param retryAfter what it asked for, null when it did not say */
    record Later(String reason, @Nullable Duration retryAfter) implements Attempt {}

    /** Trying again would not help. */
    record Refused(String reason) implements Attempt {}
}
