package io.cemfleet.restoration.sla;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import java.time.Instant;

/**
 * An open check whether one steering helped.
 *
 * @param planRevision of the newest request that names it
 * @param requestedAt when it was first requested
 * @param before the measurement before steering, as far as it is known yet
 */
public record SteeringCheck(
        String incidentId,
        long planRevision,
        MonitorRestoration.WatchedProtection watched,
        Instant steeredAt,
        @JsonProperty("asked_at") Instant requestedAt,
        SlaMeasurement before) {

    public static SteeringCheck of(
            MonitorRestoration.Request request, MonitorRestoration.WatchedProtection watched, Instant now) {
        Instant steered = watched.steeredAt();
        return new SteeringCheck(
                request.incidentId(),
                request.planRevision(),
                watched,
                steered == null ? now : steered,
                now,
                SlaMeasurement.UNKNOWN);
    }

    /** The measurement before steering; where that is not complete, the plan's values. */
    public SlaMeasurement beforeOrPlanned() {
        PlacementPrediction prediction = watched.prediction();
        SlaMeasurement planned = SlaMeasurement.predicted(prediction == null ? null : prediction.before());
        return before.complete() || !planned.complete() ? before : planned;
    }

    public String tunnelId() {
        return watched.tunnelId();
    }

    /**
     * Identifies the steering: the same tunnel on another path, or steered at another known time, is another steering.
     */
    public String steering() {
        Instant steered = watched.steeredAt();
        Long version = watched.pathVersion();
        return String.join(",", watched.protectionPath().links())
                + '@'
                + (steered == null ? "-" : steered)
                + (version == null ? "" : "#" + version);
    }

    public SteeringCheck in(long newerPlan) {
        return new SteeringCheck(incidentId, newerPlan, watched, steeredAt, requestedAt, before);
    }

    public SteeringCheck seen(SlaMeasurement found) {
        return new SteeringCheck(incidentId, planRevision, watched, steeredAt, requestedAt, found);
    }
}
