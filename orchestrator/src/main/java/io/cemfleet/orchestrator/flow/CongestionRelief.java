package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.a2a.contract.WithdrawalReason;
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

    static String fold(IncidentWorkUnit work, OwnCongestion.Request report) {
        CongestedLink before = work.context().congested(report.linkId()).orElse(null);
        if (report.cleared()) {
            return before == null ? "ignored: not known to be full" : relieved(work, report, before);
        }
        if (before != null && !report.occurredAt().isAfter(before.reportedAt())) {
            return "known";
        }
        if (before == null && work.protections().stream().noneMatch(p -> usesLink(p, CongestedLink.of(report)))) {
            return "ignored: no traffic of its protections is on the link";
        }
        work.update(work.context().congested(report));
        work.audit(AuditEventType.STATE_CHANGE, details(report, OWN_CONGESTION));
        if (before == null) {
            IncidentReporter.status(
                    work,
                    "Protections of this incident fill " + report.linkId() + ", it is no fault of the network",
                    details(report, OWN_CONGESTION));
        }
        return "folded";
    }

    private static String relieved(IncidentWorkUnit work, OwnCongestion.Request report, CongestedLink before) {
        if (report.occurredAt().isBefore(before.reportedAt())) {
            return "ignored: older than the last report";
        }
        work.update(work.context().relieved(report.linkId()));
        work.audit(AuditEventType.STATE_CHANGE, details(report, "own_congestion_over"));
        IncidentReporter.status(
                work,
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
    static boolean next(IncidentWorkUnit work, IncidentStage.Recomputes standing) {
        for (CongestedLink link : work.context().congested()) {
            if (!link.open()) {
                continue;
            }
            List<Protection> leaving = isUnderWay(work, link) ? List.of() : leaving(work, link);
            work.update(work.context()
                    .with(link.handled(
                            leaving.isEmpty()
                                    ? link.moved()
                                    : leaving.stream().map(Protection::id).toList())));
            if (!leaving.isEmpty()) {
                move(work, standing, link, leaving);
                return true;
            }
        }
        return false;
    }

    /** Whether the report is older than the end of the last move. */
    private static boolean isUnderWay(IncidentWorkUnit work, CongestedLink link) {
        return work.protections().stream()
                .filter(protection -> link.moved().contains(protection.id()))
                .map(protection -> protection.record().steeredAt())
                .anyMatch(steered -> steered != null && !steered.isBefore(link.reportedAt()));
    }

    private static void move(
            IncidentWorkUnit work, IncidentStage.Recomputes standing, CongestedLink link, List<Protection> leaving) {
        for (Protection protection : leaving) {
            Set<String> avoided = new LinkedHashSet<>(protection.record().avoid());
            avoided.add(link.linkId());
            ProtectionState.Steered steered = (ProtectionState.Steered) protection.state();
            work.put(protection.avoiding(List.copyOf(avoided)).restarted(steered.replan()));
        }
        List<String> keys = leaving.stream().map(Protection::id).toList();
        work.moveReplanned(standing.recompute(), "own protections fill " + link.linkId());
        IncidentReporter.status(
                work,
                keys.size() + " protections leave " + link.linkId() + ", which they fill",
                Map.of("event", OWN_CONGESTION, "link_id", link.linkId(), "leaving", keys));
    }

    /** The lowest tiers first, until the link is predicted to be below its threshold; at least one. */
    private static List<Protection> leaving(IncidentWorkUnit work, CongestedLink link) {
        List<Protection> riding = work.protections().stream()
                .filter(protection -> usesLink(protection, link))
                .toList();
        Double capacity = capacity(riding, link.linkId());
        double utilisation = link.utilisation() == null ? 1 : link.utilisation();
        double excess = utilisation - threshold(work, riding, link.linkId());
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

    private static boolean usesLink(Protection protection, CongestedLink link) {
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
    private static double threshold(IncidentWorkUnit work, List<Protection> riding, String linkId) {
        return loads(riding, linkId)
                .mapToDouble(LoadedLink::threshold)
                .filter(threshold -> threshold > 0)
                .min()
                .orElse(work.rules().path().threshold());
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
                ? protection.scope().demand().max()
                : prediction.demandMbps();
    }

    private static @Nullable PlacementPrediction prediction(Protection protection) {
        var route = protection.state().routeOrNull();
        return route == null ? null : route.prediction();
    }

    /** Withdraws from the full link the protections for which the planner has no other path. */
    static void withdraw(IncidentWorkUnit work, List<DeclinedProtection> declined) {
        List<Protection> back = new ArrayList<>();
        List<Protection> cut = new ArrayList<>();
        for (DeclinedProtection each : declined) {
            Protection protection = each.protection();
            boolean fills = protection.state() instanceof ProtectionState.Steered
                    && work.context().congested().stream()
                            .anyMatch(link -> link.moved().contains(protection.id()) && usesLink(protection, link));
            if (fills) {
                (protection.scope().cut() ? cut : back).add(protection);
            }
        }
        if (!back.isEmpty()) {
            ProtectionWithdrawal.withdraw(work, back, WithdrawalReason.OWN_CONGESTION, full(work));
            List<String> keys = back.stream().map(Protection::id).toList();
            IncidentReporter.status(
                    work,
                    keys.size() + " protections are taken back: they fill a link, and no other path has room",
                    Map.of("event", OWN_CONGESTION, "taken_back", keys));
        }
        if (!cut.isEmpty()) {
            IncidentEscalation.flag(
                    work,
                    EscalationReason.OWN_CONGESTION,
                    "Protections fill a link, no other path has room, and their original path is cut",
                    Map.of("protections", cut.stream().map(Protection::id).toList()));
        }
    }

    private static List<String> full(IncidentWorkUnit work) {
        return work.context().congested().stream().map(CongestedLink::linkId).toList();
    }
}
