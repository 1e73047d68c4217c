package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code cem.incidents}: what correlation decided about an incident, with the whole state that it left. In
 * JSON the nested values are flat.
 *
 * @param incidentKey the same at every replay
 * @param sequence 1 for the opening, then one more each time
 */
public record IncidentDecision(
        String incidentKey,
        DecisionType decision,
        long sequence,
        String domain,
        AlertSourceId source,
        Severity severity,
        @JsonUnwrapped IncidentLinks links,
        @JsonUnwrapped CorrelatedAlerts correlated,
        @JsonUnwrapped LinkFlapping flapping,
        @JsonUnwrapped CorrelationFinding finding,
        Instant occurredAt) {

    /**
     * The links of the incident.
     *
     * @param degraded confirmed and degraded now
     * @param ambiguous one of which must be degraded, none confirmed
     * @param cleared of the incident, and good now
     * @param changed the links that the decision is about
     */
    public record IncidentLinks(
            @JsonProperty("degraded_links") List<String> degraded,
            @JsonProperty("ambiguous_links") List<String> ambiguous,
            @JsonProperty("cleared_links") List<String> cleared,
            @JsonProperty("changed_links") List<String> changed) {}

    /**
     * The alerts of the incident.
     *
     * @param count those that passed, repeats left out
     * @param newest the newest of them
     */
    public record CorrelatedAlerts(
            @JsonProperty("alert_count") int count, @JsonProperty("alerts") List<AlertRef> newest) {}

    /**
     * Whether one of the links is dampened, until when, and how it flaps.
     *
     * @param active with {@code dampenUntil} and {@code flap}
     */
    public record LinkFlapping(
            @JsonProperty("is_flapping") boolean active, @Nullable Instant dampenUntil, @Nullable FlapFigures flap) {
        public static final LinkFlapping NONE = new LinkFlapping(false, null, null);
    }

    /** Why the alerts belong together, and the forecast that opened the incident, if one did. */
    public record CorrelationFinding(String correlationRule, @Nullable String rootCause, @Nullable JsonNode forecast) {}

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
