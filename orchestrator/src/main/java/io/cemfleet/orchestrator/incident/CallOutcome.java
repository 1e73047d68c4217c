package io.cemfleet.orchestrator.incident;

/** The outcome of a call to another agent. */
public sealed interface CallOutcome {
    record Done(Object result) implements CallOutcome {}

    /** The agent reports why it failed, or refuses the message. */
    record Failed(String code, String message, boolean retryable) implements CallOutcome {}

    /** The agent did not answer in time: the effect is not known, and the call is repeated under the same id. */
    record Unknown(String reason) implements CallOutcome {}
}
