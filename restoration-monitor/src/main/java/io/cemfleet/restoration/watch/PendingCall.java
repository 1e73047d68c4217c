package io.cemfleet.restoration.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The shift or deletion that tunnel-provisioning has not carried out yet.
 *
 * @param attempts failed tries
 * @param unansweredSince since when it is left without an answer
 * @param reported whether it was reported that it is stuck
 */
public record PendingCall(
        int attempts, @Nullable Instant unansweredSince, @JsonProperty("held_told") boolean reported) {

    /** No call was tried. */
    public static final PendingCall NONE = new PendingCall(0, null, false);

    /** Whether the call was tried before. */
    public boolean tried() {
        return attempts > 0 || unansweredSince != null;
    }

    public PendingCall failedOnce() {
        return new PendingCall(attempts + 1, null, reported);
    }

    /** Whether tunnel-provisioning did it is not known. */
    public PendingCall unanswered(Instant now) {
        return unansweredSince == null ? new PendingCall(attempts, now, reported) : this;
    }

    public PendingCall reportedStuck() {
        return new PendingCall(attempts, unansweredSince, true);
    }
}
