package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an incident came from; every duration of the incident counts from {@code detectedAt}.
 *
 * @param expectedAt when congestion is expected; proactive incidents only
 */
public record IncidentOrigin(
        String incidentKey,
        IncidentSource source,
        String correlationRule,
        @Nullable String rootCause,
        Instant detectedAt,
        @Nullable Instant expectedAt) {

    /** Only expected so far. */
    public boolean proactive() {
        return source == IncidentSource.PROACTIVE;
    }
}
