package io.cemfleet.launcher.demo;

/** How a demo ended. */
public sealed interface DemoOutcome {
    /** The ticket was closed as resolved, and all checks held. */
    record Resolved(String incidentId) implements DemoOutcome {}

    /** Something else, in words. */
    record Failed(String reason) implements DemoOutcome {}
}
