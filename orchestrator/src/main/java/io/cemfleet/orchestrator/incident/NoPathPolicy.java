package io.cemfleet.orchestrator.incident;

/** What becomes of an incident none of whose services can be protected. */
public enum NoPathPolicy {
    ESCALATE,
    CLOSE
}
