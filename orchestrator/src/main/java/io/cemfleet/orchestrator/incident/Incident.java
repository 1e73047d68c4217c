package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        @JsonProperty("picture") IncidentContext context,
        IncidentProgress progress,
        @JsonProperty("care") OperatorState operatorState) {

    /** The beginning: nodes start and detect. */
    public static Incident detected(IncidentDetected.Request report) {
        IncidentStage first = new IncidentStage.Detecting();
        return new Incident(
                report.incidentId(),
                new IncidentOrigin(
                        report.incidentKey(),
                        report.source(),
                        report.correlationRule(),
                        report.rootCause(),
                        report.detectedAt(),
                        expectedAt(report.forecast())),
                first,
                new IncidentContext(
                        IncidentLinks.of(report.degradedLinks(), report.ambiguousLinks()),
                        report.severity(),
                        report.alertCount(),
                        Map.of(),
                        false,
                        report.isFlapping()
                                ? FlapState.first(report.flapCount(), report.dampenUntil(), report.penalty())
                                : null),
                IncidentProgress.BEGUN.entering(first.nodes()),
                OperatorState.NONE);
    }

    public Incident entering(IncidentStage next) {
        boolean planning = next instanceof IncidentStage.Assessing || next instanceof IncidentStage.Computing;
        IncidentProgress entered = progress.entering(next.nodes());
        return new Incident(
                incidentId, origin, next, context, planning ? entered : entered.repeating(false), operatorState);
    }

    public Incident with(IncidentContext changed) {
        return new Incident(incidentId, origin, stage, changed, progress, operatorState);
    }

    public Incident with(IncidentProgress changed) {
        return new Incident(incidentId, origin, stage, context, changed, operatorState);
    }

    public Incident with(OperatorState changed) {
        return new Incident(incidentId, origin, stage, context, progress, changed);
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
