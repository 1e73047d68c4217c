package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was tried.
 *
 * @param attempt number of the attempt that is made now or next, from 1; part of the key of its effects
 * @param failures attempts of the present aim that failed
 * @param tries attempts at the tunnel that were made before it was given up, for people to read
 * @param notBefore when the next attempt may begin
 */
public record Effort(int attempt, int failures, int tries, @Nullable Instant notBefore, @Nullable String lastError) {
    public static final Effort NONE = new Effort(1, 0, 0, null, null);

    public Effort failed(String error, Instant again) {
        return new Effort(attempt + 1, failures + 1, failures + 1, again, error);
    }

    /** For a new plan or a new aim: attempts go on counting, failures begin anew, and at once. */
    public Effort afresh() {
        return new Effort(attempt + 1, 0, tries, null, lastError);
    }

    public boolean due(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }
}
