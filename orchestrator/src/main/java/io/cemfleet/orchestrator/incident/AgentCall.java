package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An intent to call another agent, stored before the call, and repeated under the same id until its outcome is known.
 *
 * @param protection the protection's key, of a wave its first one's, or {@link #WHOLE} for the incident's own steps
 * @param payload the contract's request; JSON once it is stored
 * @param tries how many times the agent did not answer
 * @param wave the keys of the wave's protections, none where it is no wave
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
        int tries,
        List<String> wave) {
    public static final String WHOLE = "-";

    public AgentCall {
        wave = List.copyOf(wave);
    }

    /** A call that is no wave. */
    public AgentCall(
            UUID taskId,
            String incidentId,
            String protection,
            CallStep step,
            long planRevision,
            int attempt,
            Object payload,
            Instant createdAt,
            int tries) {
        this(taskId, incidentId, protection, step, planRevision, attempt, payload, createdAt, tries, List.of());
    }

    public boolean ofProtection() {
        return !protection.equals(WHOLE);
    }

    /** A wave as one call for each of its protections, with the wave's id and payload; any other call alone. */
    public List<AgentCall> parts() {
        if (wave.isEmpty()) {
            return List.of(this);
        }
        return wave.stream()
                .map(key -> new AgentCall(
                        taskId,
                        incidentId,
                        key,
                        step.ofOneProtection(),
                        planRevision,
                        attempt,
                        payload,
                        createdAt,
                        tries))
                .toList();
    }
}
