package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    /** By its names on the wire. */
    public Map<String, Object> wire() {
        Map<String, Object> tunnel = new LinkedHashMap<>();
        tunnel.put("tunnel_id", protection.tunnelId());
        tunnel.put("verdict", verdict.wire());
        tunnel.put("before", before.wire());
        PlacementPrediction prediction = protection.prediction();
        if (prediction != null) {
            tunnel.put("predicted", SlaMeasurement.predicted(prediction.after()).wire());
        }
        tunnel.put("after", after.wire());
        tunnel.put("measured_by", after.source().wire());
        tunnel.put("links", PlannedLinkLoads.wire(PlannedLinkLoads.of(protection), utilisation));
        Long version = protection.pathVersion();
        if (version != null) {
            tunnel.put("path_version", version);
        }
        if (steeredAt != null) {
            tunnel.put("steered_at", steeredAt.toString());
        }
        return tunnel;
    }
}
