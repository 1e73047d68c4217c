package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the restoration monitor measured on one tunnel after steering.
 *
 * @param pathVersion of the path that was measured, null where the monitor does not say
 * @param outcome helped, not_helped, made_worse or unknown
 */
record SteeringMeasurement(
        String tunnelId,
        @Nullable Long pathVersion,
        SteeringOutcome outcome,
        @Nullable SlaValues before,
        @Nullable SlaValues predicted,
        @Nullable SlaValues after,
        List<LinkLoad> links) {

    /** Those of a report; what names no tunnel is left out. */
    static List<SteeringMeasurement> of(RestorationUpdate.Request report) {
        List<SteeringMeasurement> measured = new ArrayList<>();
        for (RestorationDetails.SteeredTunnel tunnel : RestorationDetails.of(
                        report, RestorationDetails.AfterSteering.class)
                .map(RestorationDetails.AfterSteering::tunnels)
                .orElse(List.of())) {
            String id = tunnel.tunnelId();
            if (id != null) {
                measured.add(of(id, tunnel));
            }
        }
        return measured;
    }

    private static SteeringMeasurement of(String tunnelId, RestorationDetails.SteeredTunnel tunnel) {
        return new SteeringMeasurement(
                tunnelId,
                tunnel.pathVersion(),
                Objects.requireNonNullElse(tunnel.verdict(), SteeringOutcome.UNKNOWN),
                tunnel.before(),
                tunnel.predicted(),
                tunnel.after(),
                tunnel.links());
    }

    /** Whether this is about the path that the tunnel has now, and not about a former one. */
    boolean isOf(ProtectionTunnel tunnel) {
        boolean former =
                pathVersion != null && tunnel.pathVersion() != null && !pathVersion.equals(tunnel.pathVersion());
        return tunnelId.equals(tunnel.tunnelId()) && !former;
    }

    boolean madeWorse() {
        return outcome == SteeringOutcome.MADE_WORSE;
    }

    /** Whether its links are known to be below their thresholds. */
    boolean linksAreGood() {
        return !links.isEmpty()
                && links.stream()
                        .allMatch(link -> link.measured() != null
                                && link.threshold() != null
                                && link.measured() <= link.threshold());
    }

    /** Links above their thresholds. */
    static List<LinkLoad> overloaded(List<LinkLoad> links) {
        return links.stream()
                .filter(link ->
                        link.measured() != null && link.threshold() != null && link.measured() > link.threshold())
                .toList();
    }

    /** The effect as it is stored; where the monitor does not report the prediction, it is taken from the plan. */
    ProtectionRecord.SteeringEffect verdict(@Nullable ProtectionRoute route) {
        Boolean helped =
                switch (outcome) {
                    case HELPED -> Boolean.TRUE;
                    case NOT_HELPED -> Boolean.FALSE;
                    case MADE_WORSE, RELIEVED, UNKNOWN -> null;
                };
        PlacementPrediction plan = route == null ? null : route.prediction();
        SlaValues expected = predicted != null || plan == null ? predicted : plan.after();
        return new ProtectionRecord.SteeringEffect(before, after, helped, expected, outcome, links);
    }
}
