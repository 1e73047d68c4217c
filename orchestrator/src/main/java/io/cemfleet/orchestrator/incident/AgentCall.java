package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.UUID;

/**
 * An intent to call another agent, stored before the call, and repeated under the same id until its outcome is known.
 *
 * @param protection the protection's key, or {@link #WHOLE} for the incident's own steps
 * @param payload the contract's request; JSON once it is stored
 * @param tries how many times the agent did not answer
 */
public record AgentCall(
        UUID taskId,
        String incidentId,
        String protection,
        CallStep step,
        long planRevision,
        int attempt,
        Object payload,
        Instant createdAt,
        int tries) {
    public static final String WHOLE = "-";

    public boolean ofProtection() {
        return !protection.equals(WHOLE);
    }
}
