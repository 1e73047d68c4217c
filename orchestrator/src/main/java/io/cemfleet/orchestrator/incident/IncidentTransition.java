package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentState;
import java.time.Instant;

/** One step of an incident's history. */
public record IncidentTransition(IncidentState from, IncidentState to, String reason, long planRevision, Instant at) {}
