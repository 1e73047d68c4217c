package io.cemfleet.orchestrator.incident;

import java.time.Instant;

/**
 * An escalation to operators: a flag beside the state.
 *
 * @param reason snake_case, stable
 * @param phase the phase that failed
 */
public record Escalation(String reason, String phase, Instant at) {}
