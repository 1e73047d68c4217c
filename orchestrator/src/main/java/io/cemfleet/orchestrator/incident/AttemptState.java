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
 * @param refusal the code of a rule that forbade the write, null when none did
 * @param waits answers that counted for nothing, such as a busy head-end's
 * @param waitingSince the first of them since anything else came of it, null while there is none
 */
public record AttemptState(
        int attempt,
        int failures,
        int tries,
        @Nullable Instant notBefore,
        @Nullable String lastError,
        @Nullable String refusal,
        int waits,
        @Nullable Instant waitingSince) {
    public static final AttemptState NONE = new AttemptState(1, 0, 0, null, null, null, 0, null);

    public AttemptState(
            int attempt,
            int failures,
            int tries,
            @Nullable Instant notBefore,
            @Nullable String lastError,
            @Nullable String refusal) {
        this(attempt, failures, tries, notBefore, lastError, refusal, 0, null);
    }

    public AttemptState failed(String error, Instant again) {
        return new AttemptState(attempt + 1, failures + 1, failures + 1, again, error, null, waits, null);
    }

    /** A rule forbids it: to try the same again is of no use before a person decided. */
    public AttemptState refused(String code, String error) {
        return new AttemptState(attempt + 1, failures + 1, failures + 1, null, error, code, waits, null);
    }

    /** Nothing more is tried before somebody asks for it. */
    public AttemptState exhausted(int attempts, String error) {
        return new AttemptState(attempt + 1, attempts, tries, null, error, null, waits, null);
    }

    /** For a new plan or a new aim: attempts go on counting, failures begin anew, and at once. */
    public AttemptState afresh() {
        return new AttemptState(attempt + 1, 0, tries, null, lastError, null, waits, null);
    }

    /** The same, and nothing is tried before then. */
    public AttemptState notBefore(Instant then) {
        return new AttemptState(attempt, failures, tries, then, lastError, refusal, waits, waitingSince);
    }

    /** Not tried, only asked: the same attempt is made later, under a key of its own. */
    public AttemptState waiting(String why, Instant now, Instant again) {
        Instant since = waitingSince == null ? now : waitingSince;
        return new AttemptState(attempt + 1, failures, tries, again, why, null, waits + 1, since);
    }

    /** Attempts that were really made, the present one included. */
    public int made() {
        return attempt - waits;
    }

    public boolean due(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }
}
