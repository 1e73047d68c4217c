package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.a2a.contract.WriteRefusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was tried for a protection. In JSON the nested value is flat.
 *
 * @param attempt number of the present or next attempt, from 1; part of the key of its effects
 * @param failures failed attempts at the present aim
 * @param tries attempts at the tunnel before it was given up, for operators
 * @param notBefore when the next attempt may begin
 * @param refusal the control that forbade the write, null when none did
 * @param uncounted answers that did not count as an attempt, such as a busy head-end's
 */
public record AttemptState(
        int attempt,
        int failures,
        int tries,
        @Nullable Instant notBefore,
        @Nullable String lastError,
        @Nullable WriteRefusal refusal,
        @JsonUnwrapped UncountedAnswers uncounted) {
    public static final AttemptState NONE = new AttemptState(1, 0, 0, null, null, null);

    /**
     * Answers that did not count.
     *
     * @param waits how many
     * @param waitingSince when the present series began, null while there is none
     */
    public record UncountedAnswers(int waits, @Nullable Instant waitingSince) {
        static final UncountedAnswers NONE = new UncountedAnswers(0, null);

        UncountedAnswers next(Instant now) {
            return new UncountedAnswers(waits + 1, waitingSince == null ? now : waitingSince);
        }

        UncountedAnswers over() {
            return new UncountedAnswers(waits, null);
        }
    }

    public AttemptState(
            int attempt,
            int failures,
            int tries,
            @Nullable Instant notBefore,
            @Nullable String lastError,
            @Nullable WriteRefusal refusal) {
        this(attempt, failures, tries, notBefore, lastError, refusal, UncountedAnswers.NONE);
    }

    /** When the present series of uncounted answers began, null while there is none. */
    public @Nullable Instant waitingSince() {
        return uncounted.waitingSince();
    }

    public AttemptState failed(String error, Instant again) {
        return new AttemptState(attempt + 1, failures + 1, failures + 1, again, error, null, uncounted.over());
    }

    /** A rule forbids the write: a retry is of no use before an operator decides. */
    public AttemptState refused(WriteRefusal code, String error) {
        return new AttemptState(attempt + 1, failures + 1, failures + 1, null, error, code, uncounted.over());
    }

    /** Nothing more is tried before an operator requests it. */
    public AttemptState exhausted(int attempts, String error) {
        return new AttemptState(attempt + 1, attempts, tries, null, error, null, uncounted.over());
    }

    /**
     * For a new plan or a new aim: attempts go on counting, failures start from zero, and the next attempt may begin at
     * once.
     */
    public AttemptState restarted() {
        return new AttemptState(attempt + 1, 0, tries, null, lastError, null, uncounted.over());
    }

    /** The same, and nothing is tried before then. */
    public AttemptState notBefore(Instant then) {
        return new AttemptState(attempt, failures, tries, then, lastError, refusal, uncounted);
    }

    /** The call did not count as an attempt: it is repeated later, under a key of its own. */
    public AttemptState waiting(String why, Instant now, Instant again) {
        return new AttemptState(attempt + 1, failures, tries, again, why, null, uncounted.next(now));
    }

    /** Attempts that counted, the present one included. */
    public int counted() {
        return attempt - uncounted.waits();
    }

    public boolean due(Instant now) {
        return notBefore == null || !notBefore.isAfter(now);
    }
}
