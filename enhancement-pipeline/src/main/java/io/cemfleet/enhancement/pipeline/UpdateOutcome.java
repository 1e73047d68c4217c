package io.cemfleet.enhancement.pipeline;

/** What became of a write at the service desk. */
public sealed interface UpdateOutcome {

    /** The ticket carries the text now. */
    record Written() implements UpdateOutcome {}

    /** The ticket carried it before. */
    record AlreadyThere() implements UpdateOutcome {}

    /** The service desk will never take it: trying again makes no sense. */
    record Refused(String code, String message) implements UpdateOutcome {}

    /** The service desk did not answer, or asked to come back later. */
    record Unavailable(String reason) implements UpdateOutcome {}
}
