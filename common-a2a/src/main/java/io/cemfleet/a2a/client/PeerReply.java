package io.cemfleet.a2a.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
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

    /** The reply that a status other than 2xx stands for. */
    static PeerReply of(AgentName peer, int status, String detail, @Nullable Duration retryAfter) {
        boolean later = status == 429 || status == 408 || status == 401 || status >= 500;
        return later
                ? new RetryLater(
                        peer.wire() + " answers " + status + ": " + detail,
                        retryAfter,
                        status >= 500 && retryAfter == null)
                : new Refused(status, detail);
    }

    /** What a problem says, with the fields that it names. */
    static String detail(@Nullable JsonNode problem) {
        if (problem == null) {
            return "no detail";
        }
        JsonNode errors = problem.path("errors");
        return problem.path("detail").asText("no detail") + (errors.isMissingNode() ? "" : " " + errors);
    }

    default <O> TaskOutcome<O> read(Function<byte[], TaskOutcome<O>> reader) {
        return switch (this) {
            case Answer answer -> reader.apply(answer.body());
            case Refused refused -> new TaskOutcome.Refused<>(refused.status(), refused.detail());
            case RetryLater later -> new TaskOutcome.Unreachable<>(later.reason(), later.answered());
        };
    }
}
