package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.UUID;

/**
 * An intent: what will be asked of another agent, stored before it is asked, and asked again under the same id until
 * its outcome is known.
 *
 * @param protection the protection's key, or {@link #WHOLE} for the incident's own steps
 * @param payload the contract's request; JSON once it was stored
 * @param tries how often nobody answered
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
