package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
        String outcome,
        @Nullable SlaValues before,
        @Nullable SlaValues predicted,
        @Nullable SlaValues after,
        List<LinkLoad> links) {

    /** Those of a report; what names no tunnel is left out. */
    static List<SteeringMeasurement> of(Map<String, Object> details) {
        return maps(details.get("tunnels"))
                .filter(tunnel -> tunnel.get("tunnel_id") != null)
                .map(SteeringMeasurement::one)
                .toList();
    }

    private static SteeringMeasurement one(Map<?, ?> tunnel) {
        return new SteeringMeasurement(
                String.valueOf(tunnel.get("tunnel_id")),
                tunnel.get("path_version") instanceof Number version ? Long.valueOf(version.longValue()) : null,
                Objects.requireNonNullElse(text(tunnel.get("verdict")), "unknown"),
                sla(tunnel.get("before")),
                sla(tunnel.get("predicted")),
                sla(tunnel.get("after")),
                maps(tunnel.get("links"))
                        .filter(link -> link.get("link_id") != null)
                        .map(SteeringMeasurement::load)
                        .toList());
    }

    private static LinkLoad load(Map<?, ?> link) {
        return new LinkLoad(
                String.valueOf(link.get("link_id")),
                text(link.get("from")),
                number(link.get("predicted")),
                number(link.get("measured")),
                number(link.get("threshold")));
    }

    /** Whether this is about the path that the tunnel has now, and not about a former one. */
    boolean isOf(ProtectionTunnel tunnel) {
        boolean former =
                pathVersion != null && tunnel.pathVersion() != null && !pathVersion.equals(tunnel.pathVersion());
        return tunnelId.equals(tunnel.tunnelId()) && !former;
    }

    boolean madeWorse() {
        return outcome.equals(ProtectionWithdrawal.MADE_WORSE);
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
                    case "helped" -> Boolean.TRUE;
                    case "not_helped" -> Boolean.FALSE;
                    default -> null;
                };
        PlacementPrediction plan = route == null ? null : route.prediction();
        SlaValues expected = predicted != null || plan == null ? predicted : plan.after();
        return new ProtectionRecord.SteeringEffect(before, after, helped, expected, outcome, links);
    }

    private static Stream<Map<?, ?>> maps(@Nullable Object list) {
        return list instanceof List<?> all
                ? all.stream().filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast)
                : Stream.empty();
    }

    private static @Nullable SlaValues sla(@Nullable Object measured) {
        return measured instanceof Map<?, ?> values
                ? new SlaValues(
                        number(values.get("latency_ms")),
                        number(values.get("jitter_ms")),
                        number(values.get("loss_pct")))
                : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }
}
