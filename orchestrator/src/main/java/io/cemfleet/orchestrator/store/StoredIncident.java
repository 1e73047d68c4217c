package io.cemfleet.orchestrator.store;

import io.cemfleet.orchestrator.incident.Incident;
import java.time.Instant;

/**
 * An incident with the version it was read at.
 *
 * @param opened its place in the order of opening
 */
public record StoredIncident(Incident incident, long version, long opened, Instant updatedAt) {}
