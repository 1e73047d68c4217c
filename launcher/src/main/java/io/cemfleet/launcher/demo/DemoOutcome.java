package io.cemfleet.launcher.demo;

/** The outcome of a demo. */
public sealed interface DemoOutcome {
    /** The ticket was closed as resolved, and all checks held. */
    record Resolved(String incidentId) implements DemoOutcome {}

    /** The demo failed, for this reason. */
    record Failed(String reason) implements DemoOutcome {}
}
