package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.IncidentDetected;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incident as it stands. Its protections are kept beside it. */
public record Incident(String incidentId, Origin origin, Stage stage, Picture picture, Progress progress, Care care) {

    /** The beginning: nodes start and detect. */
    public static Incident detected(IncidentDetected.Request seen) {
        Stage first = new Stage.Detecting();
        return new Incident(
                seen.incidentId(),
                new Origin(
                        seen.incidentKey(),
                        seen.source(),
                        seen.correlationRule(),
                        seen.rootCause(),
                        seen.detectedAt(),
                        expectedAt(seen.forecast())),
                first,
                new Picture(
                        Links.of(seen.degradedLinks(), seen.ambiguousLinks()),
                        seen.severity(),
                        seen.alertCount(),
                        Map.of(),
                        false,
                        seen.isFlapping() ? Flap.first(seen.flapCount(), seen.dampenUntil(), seen.penalty()) : null),
                Progress.BEGUN.entering(first.nodes()),
                Care.NONE);
    }

    public Incident entering(Stage next) {
        boolean planning = next instanceof Stage.Assessing || next instanceof Stage.Computing;
        Progress entered = progress.entering(next.nodes());
        return new Incident(incidentId, origin, next, picture, planning ? entered : entered.askingAgain(false), care);
    }

    public Incident with(Picture changed) {
        return new Incident(incidentId, origin, stage, changed, progress, care);
    }

    public Incident with(Progress changed) {
        return new Incident(incidentId, origin, stage, picture, changed, care);
    }

    public Incident with(Care changed) {
        return new Incident(incidentId, origin, stage, picture, progress, changed);
    }

    public boolean closed() {
        return stage instanceof Stage.Closed;
    }

    /** A forecast that names no time, or none that can be read, holds nothing up. */
    private static @Nullable Instant expectedAt(@Nullable Map<String, Object> forecast) {
        Object at = forecast == null ? null : forecast.get("expected_at");
        try {
            return at == null ? null : Instant.parse(at.toString());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
