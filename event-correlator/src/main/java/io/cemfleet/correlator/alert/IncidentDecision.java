package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.incidents}: what correlation decided about an incident, with the whole state that it left.
 *
 * @param incidentKey the same at every replay
 * @param sequence 1 for the opening, then one more each time
 * @param degradedLinks confirmed and degraded now
 * @param ambiguousLinks one of which must be degraded, none confirmed
 * @param clearedLinks of the incident, and good now
 * @param changedLinks the links that this decision is about
 * @param alertCount alerts that passed, repeats left out
 * @param alerts the newest of them
 * @param flap how the link flaps, while one of them is dampened
 */
public record IncidentDecision(
        String incidentKey,
        DecisionType decision,
        long sequence,
        String domain,
        AlertSourceId source,
        Severity severity,
        List<String> degradedLinks,
        List<String> ambiguousLinks,
        List<String> clearedLinks,
        List<String> changedLinks,
        int alertCount,
        boolean isFlapping,
        @Nullable Instant dampenUntil,
        String correlationRule,
        @Nullable String rootCause,
        List<AlertRef> alerts,
        @Nullable JsonNode forecast,
        Instant occurredAt,
        @Nullable FlapFigures flap) {

    /**
     * How a link flaps.
     *
     * @param count state changes in the flap window
     * @param penalty 1,000 for each state change, less what has decayed
     */
    public record FlapFigures(int count, double penalty) {}

    /** What was decided. */
    public enum DecisionType {
        OPENED,
        GROWN,
        CLEARED,
        FLAPPING,
        SEVERITY;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
