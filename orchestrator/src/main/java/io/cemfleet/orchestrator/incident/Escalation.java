package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.EscalationReason;
import java.time.Instant;

/**
 * An escalation to operators: a flag beside the state.
 *
 * @param reason as an operator reads it
 * @param phase the phase that failed
 */
public record Escalation(EscalationReason reason, String phase, Instant at) {}
