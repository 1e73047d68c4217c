package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentDetected;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The present state of an incident. Its protections are stored beside it. */
public record Incident(
        String incidentId,
        IncidentOrigin origin,
        IncidentStage stage,
        IncidentContext picture,
        IncidentProgress progress,
        OperatorState care) {

    /** The beginning: nodes start and detect. */
    public static Incident detected(IncidentDetected.Request seen) {
        IncidentStage first = new IncidentStage.Detecting();
        return new Incident(
                seen.incidentId(),
                new IncidentOrigin(
                        seen.incidentKey(),
                        seen.source(),
                        seen.correlationRule(),
                        seen.rootCause(),
                        seen.detectedAt(),
                        expectedAt(seen.forecast())),
                first,
                new IncidentContext(
                        IncidentLinks.of(seen.degradedLinks(), seen.ambiguousLinks()),
                        seen.severity(),
                        seen.alertCount(),
                        Map.of(),
                        false,
                        seen.isFlapping()
                                ? FlapState.first(seen.flapCount(), seen.dampenUntil(), seen.penalty())
                                : null),
                IncidentProgress.BEGUN.entering(first.nodes()),
                OperatorState.NONE);
    }

    public Incident entering(IncidentStage next) {
        boolean planning = next instanceof IncidentStage.Assessing || next instanceof IncidentStage.Computing;
        IncidentProgress entered = progress.entering(next.nodes());
        return new Incident(incidentId, origin, next, picture, planning ? entered : entered.askingAgain(false), care);
    }

    public Incident with(IncidentContext changed) {
        return new Incident(incidentId, origin, stage, changed, progress, care);
    }

    public Incident with(IncidentProgress changed) {
        return new Incident(incidentId, origin, stage, picture, changed, care);
    }

    public Incident with(OperatorState changed) {
        return new Incident(incidentId, origin, stage, picture, progress, changed);
    }

    public boolean closed() {
        return stage instanceof IncidentStage.Closed;
    }

    /** A forecast without a time, or with one that cannot be parsed, delays nothing. */
    private static @Nullable Instant expectedAt(@Nullable Map<String, Object> forecast) {
        Object at = forecast == null ? null : forecast.get("expected_at");
        try {
            return at == null ? null : Instant.parse(at.toString());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
