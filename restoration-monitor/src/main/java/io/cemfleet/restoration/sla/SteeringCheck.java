package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import java.time.Instant;

/**
 * The question whether one act of steering helped.
 *
 * @param planRevision of the newest request that names it
 * @param askedAt when it was first asked
 * @param before as far as it could be found out yet
 */
public record SteeringCheck(
        String incidentId,
        long planRevision,
        MonitorRestoration.WatchedProtection watched,
        Instant steeredAt,
        Instant askedAt,
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

    /** As measured; where that is not complete, as the plan saw it. */
    public SlaMeasurement beforeOrPlanned() {
        PlacementPrediction prediction = watched.prediction();
        SlaMeasurement planned = SlaMeasurement.predicted(prediction == null ? null : prediction.before());
        return before.complete() || !planned.complete() ? before : planned;
    }

    public String tunnelId() {
        return watched.tunnelId();
    }

    /** Names the act: the same tunnel on another path, or steered at another known time, is another act. */
    public String steering() {
        Instant steered = watched.steeredAt();
        Long version = watched.pathVersion();
        return String.join(",", watched.protectionPath().links())
                + '@'
                + (steered == null ? "-" : steered)
                + (version == null ? "" : "#" + version);
    }

    public SteeringCheck in(long newerPlan) {
        return new SteeringCheck(incidentId, newerPlan, watched, steeredAt, askedAt, before);
    }

    public SteeringCheck seen(SlaMeasurement found) {
        return new SteeringCheck(incidentId, planRevision, watched, steeredAt, askedAt, found);
    }
}
