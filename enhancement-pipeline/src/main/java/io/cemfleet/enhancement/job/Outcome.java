package io.cemfleet.enhancement.job;

/** What became of an attempt. */
sealed interface Outcome {

    /** The ticket carries the text. */
    record Done() implements Outcome {}

    /** It failed, and may work later. */
    record Again(String reason) implements Outcome {}

    /** It failed, and will fail again. */
    record Dead(String reason) implements Outcome {}

    /** Another worker has the job now: what it does counts. */
    record Lost() implements Outcome {}
}
