package io.cemfleet.audit.seal;

/** The outcome of sealing an event. */
public sealed interface SealOutcome {

    /** It is in the trail, and durable. */
    record Sealed(long sequence) implements SealOutcome {}

    /**
     * The trail cannot hold it. It was quarantined with its reason, and a repeat is tried again.
     *
     * @param reason for people, without the event's text
     */
    record Quarantined(String reason) implements SealOutcome {}
}
