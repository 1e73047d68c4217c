package io.cemfleet.enhancement.job;

/** The outcome of an attempt. */
sealed interface AttemptOutcome {

    /** The ticket carries the text. */
    record Done() implements AttemptOutcome {}

    /**
     * It failed, and may work later.
     *
     * @param code for the job's row, which every worker may read: free of customer text
     * @param reason for the history, which is the tenant's own
     */
    record Retryable(String code, String reason) implements AttemptOutcome {}

    /** It failed, and will fail again; code and reason as above. */
    record Permanent(String code, String reason) implements AttemptOutcome {}

    /** Another worker has the job now, and its outcome counts. */
    record LeaseLost() implements AttemptOutcome {}
}
