package io.cemfleet.enhancement.stage;

/** The outcome of a write at the service desk. */
public sealed interface TicketUpdateOutcome {

    /** The ticket carries the text now. */
    record Written() implements TicketUpdateOutcome {}

    /** The ticket already carried it. */
    record AlreadyThere() implements TicketUpdateOutcome {}

    /** The service desk will never accept it: a retry makes no sense. */
    record Refused(String code, String message) implements TicketUpdateOutcome {}

    /** The service desk did not answer, or asked to come back later. */
    record Unavailable(String reason) implements TicketUpdateOutcome {}
}
