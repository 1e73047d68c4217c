package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.RestorationDetails;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect of steering on one tunnel's traffic and on the links that it loads.
 *
 * @param steeredAt absent where it is not known
 * @param utilisation of the links that the plan names, 0 to 1, as far as it is known
 */
public record SteeringVerdict(
        MonitorRestoration.WatchedProtection protection,
        @Nullable Instant steeredAt,
        SlaMeasurement before,
        SlaMeasurement after,
        SlaVerdict verdict,
        Map<LinkSender, Double> utilisation) {

    /** As it is reported to the orchestrator. */
    public RestorationDetails.SteeredTunnel reported() {
        RestorationDetails.SteeredTunnel measured = RestorationDetails.SteeredTunnel.measured(
                protection.tunnelId(),
                verdict.outcome(),
                before.reported(),
                after.reported(),
                after.source().wire(),
                PlannedLinkLoads.reported(PlannedLinkLoads.of(protection), utilisation),
                protection.pathVersion(),
                steeredAt);
        PlacementPrediction prediction = protection.prediction();
        return prediction == null
                ? measured
                : measured.withPredicted(
                        SlaMeasurement.predicted(prediction.after()).reported());
    }
}
