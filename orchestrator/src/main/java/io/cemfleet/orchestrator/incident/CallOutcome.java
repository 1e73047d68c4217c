package io.cemfleet.orchestrator.incident;

/** What came of a call. */
public sealed interface CallOutcome {
    record Done(Object result) implements CallOutcome {}

    /** The agent says why it could not, or refuses the message. */
    record Failed(String code, String message, boolean retryable) implements CallOutcome {}

    /** Nobody answered in time: what became of it is not known, the same id is sent again. */
    record Unknown(String reason) implements CallOutcome {}
}
