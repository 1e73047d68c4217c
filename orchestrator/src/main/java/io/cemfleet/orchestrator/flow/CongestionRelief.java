package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.orchestrator.incident.CongestedLink;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Relieves a link that this incident's protections fill: just enough of their traffic takes another path, the lowest
 * tier first. Where the planner has none, the traffic goes back to its original path, unless that path lets nothing
 * through.
 */
final class CongestionRelief {
    static final String OWN_CONGESTION = "own_congestion";

    private CongestionRelief() {}

    static String fold(IncidentWorkUnit scene, OwnCongestion.Request report) {
        CongestedLink before = scene.picture().congested(report.linkId()).orElse(null);
        if (report.cleared()) {
            return before == null ? "ignored: not known to be full" : over(scene, report, before);
        }
        if (before != null && !report.occurredAt().isAfter(before.reportedAt())) {
            return "known";
        }
        if (before == null && scene.protections().stream().noneMatch(p -> rides(p, CongestedLink.of(report)))) {
            return "ignored: no traffic of its protections is on the link";
        }
        scene.become(scene.picture().congested(report));
        scene.audit(AuditEventType.STATE_CHANGE, details(report, OWN_CONGESTION));
        if (before == null) {
            IncidentReporter.status(
                    scene,
                    "Protections of this incident fill " + report.linkId() + ", it is no fault of the network",
                    details(report, OWN_CONGESTION));
        }
        return "folded";
    }

    private static String over(IncidentWorkUnit scene, OwnCongestion.Request report, CongestedLink before) {
        if (report.occurredAt().isBefore(before.reportedAt())) {
            return "ignored: older than the last report";
        }
        scene.become(scene.picture().relieved(report.linkId()));
        scene.audit(AuditEventType.STATE_CHANGE, details(report, "own_congestion_over"));
        IncidentReporter.status(
                scene,
                "Protections of this incident no longer fill " + report.linkId(),
                details(report, "own_congestion_over"));
        return "folded";
    }

    private static Map<String, Object> details(OwnCongestion.Request report, String event) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("event", event);
        details.put("link_id", report.linkId());
        details.put("tunnel_ids", report.tunnelIds());
        if (report.utilisation() != null) {
            details.put("utilisation", report.utilisation());
        }
        return details;
    }

    /** Seeks other paths for the protections that fill a link, once the incident is at rest; true when it does. */
    static boolean next(IncidentWorkUnit scene, IncidentStage.Recomputes standing) {
        for (CongestedLink link : scene.picture().congested()) {
            if (!link.open()) {
                continue;
            }
            List<Protection> leaving = underWay(scene, link) ? List.of() : leaving(scene, link);
            scene.become(scene.picture()
                    .with(link.answered(
                            leaving.isEmpty()
                                    ? link.moved()
                                    : leaving.stream().map(Protection::id).toList())));
            if (!leaving.isEmpty()) {
                move(scene, standing, link, leaving);
                return true;
            }
        }
        return false;
    }

    /** Whether the report is older than the end of the last move. */
    private static boolean underWay(IncidentWorkUnit scene, CongestedLink link) {
        return scene.protections().stream()
                .filter(protection -> link.moved().contains(protection.id()))
                .map(protection -> protection.standing().steeredAt())
                .anyMatch(steered -> steered != null && !steered.isBefore(link.reportedAt()));
    }

    private static void move(
            IncidentWorkUnit scene, IncidentStage.Recomputes standing, CongestedLink link, List<Protection> leaving) {
        for (Protection protection : leaving) {
            Set<String> avoided = new LinkedHashSet<>(protection.standing().avoid());
            avoided.add(link.linkId());
            ProtectionState.Steered steered = (ProtectionState.Steered) protection.state();
            scene.put(protection.avoiding(List.copyOf(avoided)).afresh(steered.replan()));
        }
        List<String> keys = leaving.stream().map(Protection::id).toList();
        scene.moveReplanned(standing.recompute(), "own protections fill " + link.linkId());
        IncidentReporter.status(
                scene,
                keys.size() + " protections leave " + link.linkId() + ", which they fill",
                Map.of("event", OWN_CONGESTION, "link_id", link.linkId(), "leaving", keys));
    }

    /** The lowest tiers first, until the link is predicted to be below its threshold; at least one. */
    private static List<Protection> leaving(IncidentWorkUnit scene, CongestedLink link) {
        List<Protection> riding = scene.protections().stream()
                .filter(protection -> rides(protection, link))
                .toList();
        Double capacity = capacity(riding, link.linkId());
        double utilisation = link.utilisation() == null ? 1 : link.utilisation();
        double excess = utilisation - threshold(scene, riding, link.linkId());
        List<Protection> leaving = new ArrayList<>();
        for (Protection protection : riding.reversed()) {
            leaving.add(protection);
            Double demand = demand(protection);
            excess -= capacity == null || demand == null ? excess : demand / capacity;
            if (excess <= 0) {
                break;
            }
        }
        return leaving;
    }

    private static boolean rides(Protection protection, CongestedLink link) {
        return protection.state() instanceof ProtectionState.Steered(var route, var tunnel, var services)
                && link.tunnelIds().contains(tunnel.tunnelId())
                && route.path().links().contains(link.linkId());
    }

    /** Mbit/s, as the plans of these protections saw it; null where they say nothing. */
    private static @Nullable Double capacity(List<Protection> riding, String linkId) {
        double demands = riding.stream()
                .map(CongestionRelief::demand)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
        double after = loads(riding, linkId)
                .map(LoadedLink::after)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double before = loads(riding, linkId)
                .map(LoadedLink::before)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        return demands > 0 && after > before ? Double.valueOf(demands / (after - before)) : null;
    }

    /** The strictest threshold that the plans applied to the link; the configured one where they named none. */
    private static double threshold(IncidentWorkUnit scene, List<Protection> riding, String linkId) {
        return loads(riding, linkId)
                .mapToDouble(LoadedLink::threshold)
                .filter(threshold -> threshold > 0)
                .min()
                .orElse(scene.rules().path().threshold());
    }

    private static Stream<LoadedLink> loads(List<Protection> riding, String linkId) {
        return riding.stream()
                .map(CongestionRelief::prediction)
                .filter(Objects::nonNull)
                .flatMap(prediction -> prediction.links().stream())
                .filter(load -> load.linkId().equals(linkId));
    }

    private static @Nullable Double demand(Protection protection) {
        PlacementPrediction prediction = prediction(protection);
        return prediction == null || prediction.demandMbps() == null
                ? protection.cover().most()
                : prediction.demandMbps();
    }

    private static @Nullable PlacementPrediction prediction(Protection protection) {
        var route = protection.state().routeOrNull();
        return route == null ? null : route.prediction();
    }

    /** Withdraws from the full link the protections for which the planner has no other path. */
    static void takeBack(IncidentWorkUnit scene, List<DeclinedProtection> left) {
        List<Protection> back = new ArrayList<>();
        List<Protection> cut = new ArrayList<>();
        for (DeclinedProtection each : left) {
            Protection protection = each.protection();
            boolean fills = protection.state() instanceof ProtectionState.Steered
                    && scene.picture().congested().stream()
                            .anyMatch(link -> link.moved().contains(protection.id()) && rides(protection, link));
            if (fills) {
                (protection.cover().cut() ? cut : back).add(protection);
            }
        }
        if (!back.isEmpty()) {
            ProtectionWithdrawal.now(scene, back, OWN_CONGESTION, full(scene));
            List<String> keys = back.stream().map(Protection::id).toList();
            IncidentReporter.status(
                    scene,
                    keys.size() + " protections are taken back: they fill a link, and no other path has room",
                    Map.of("event", OWN_CONGESTION, "taken_back", keys));
        }
        if (!cut.isEmpty()) {
            IncidentEscalation.flag(
                    scene,
                    EscalationReason.OWN_CONGESTION,
                    "Protections fill a link, no other path has room, and their original path is cut",
                    Map.of("protections", cut.stream().map(Protection::id).toList()));
        }
    }

    private static List<String> full(IncidentWorkUnit scene) {
        return scene.picture().congested().stream().map(CongestedLink::linkId).toList();
    }
}
