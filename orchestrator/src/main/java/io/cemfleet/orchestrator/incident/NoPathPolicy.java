package io.cemfleet.orchestrator.incident;

/** What to do with an incident none of whose services can be protected. */
public enum NoPathPolicy {
    ESCALATE,
    CLOSE
}
