package io.cemfleet.enhancement.job;

/** What became of an attempt. */
sealed interface Outcome {

    /** The ticket carries the text. */
    record Done() implements Outcome {}

    /**
     * It failed, and may work later.
     *
     * @param code for the job's row, which every worker may read: none of a customer's words
     * @param reason for the history, which is the tenant's own
     */
    record Again(String code, String reason) implements Outcome {}

    /** It failed, and will fail again; code and reason as above. */
    record Dead(String code, String reason) implements Outcome {}

    /** Another worker has the job now: what it does counts. */
    record Lost() implements Outcome {}
}
