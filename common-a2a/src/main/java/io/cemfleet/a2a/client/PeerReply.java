package io.cemfleet.a2a.client;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of an HTTP call to a peer. */
sealed interface PeerReply {

    record Answer(byte[] body) implements PeerReply {}

    record Refused(int status, String detail) implements PeerReply {}

    /**
     * @param retryAfter the delay that the peer requested, null when it gave none
     * @param answered whether the peer answered, with a failure of its own
     */
    record RetryLater(String reason, @Nullable Duration retryAfter, boolean answered) implements PeerReply {
        RetryLater(String reason, @Nullable Duration retryAfter) {
            this(reason, retryAfter, false);
        }
    }

    default <O> TaskOutcome<O> read(Function<byte[], TaskOutcome<O>> reader) {
        return switch (this) {
            case Answer answer -> reader.apply(answer.body());
            case Refused refused -> new TaskOutcome.Refused<>(refused.status(), refused.detail());
            case RetryLater later -> new TaskOutcome.Unreachable<>(later.reason(), later.answered());
        };
    }
}
