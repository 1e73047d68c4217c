package io.cemfleet.a2a.outbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a message after an attempt to send it. */
sealed interface MessageSettlement {
    long position();

    String lane();

    /** It was accepted, and leaves the table. */
    record Delivered(long position, String lane) implements MessageSettlement {}

    /** It will never be accepted, and leaves its lane. */
    record DeadLetter(long position, String lane, String reason) implements MessageSettlement {}

    /**
     * It stays the first of its lane.
     *
     * @param attempts how often it was tried
     * @param failingSince null when the failure says nothing about the message
     */
    record Postponed(
            long position, String lane, int attempts, Duration delay, String reason, @Nullable Instant failingSince)
            implements MessageSettlement {}
}
