package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentView.WithdrawnPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Withdraws protections that do harm, or no good, from the network: at once and without a hold time. Removing the
 * fleet's candidate path restores the path that the traffic had before.
 */
final class ProtectionWithdrawal {
    static final String MADE_WORSE = "made_worse";
    static final String DID_NOT_HELP = "did_not_help";

    private ProtectionWithdrawal() {}

    /**
     * Withdraws these, as far as their traffic is on a tunnel; returns those that are withdrawn. Another path is sought
     * afterwards, as long as automation may act on the key.
     *
     * @param reason snake_case, stable
     * @param avoid links that the next path must avoid; empty: those of the withdrawn path
     */
    static List<Protection> now(
            IncidentWorkUnit scene, Collection<Protection> protections, String reason, Collection<String> avoid) {
        return now(
                scene,
                protections,
                reason,
                route -> avoid.isEmpty() ? route.own(scene.picture().links().all()) : List.copyOf(avoid));
    }

    /** The same, and the next path avoids only what is avoided anyway. */
    static List<Protection> now(IncidentWorkUnit scene, Collection<Protection> protections, String reason) {
        return now(scene, protections, reason, route -> List.of());
    }

    private static List<Protection> now(
            IncidentWorkUnit scene,
            Collection<Protection> protections,
            String reason,
            Function<ProtectionRoute, List<String>> avoid) {
        List<Protection> back = new ArrayList<>();
        boolean returning = scene.stage() instanceof IncidentStage.Restoring;
        for (Protection protection : protections) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            ProtectionRoute route = protection.state().routeOrNull();
            if (!protection.state().carriesTraffic() || tunnel == null || route == null) {
                continue;
            }
            Protection withdrawn = protection
                    .tried(tried(scene, protection, route, reason))
                    .avoidingToo(avoid.apply(route))
                    .backTo(route.originalPath())
                    .in(
                            new ProtectionState.FailedHolding(route, tunnel, true, returning, reason),
                            protection.effort().afresh());
            scene.put(withdrawn);
            back.add(withdrawn);
        }
        if (!back.isEmpty()) {
            unwatch(scene);
            scene.audit(
                    AuditEventType.STATE_CHANGE,
                    Map.of(
                            "withdrawn",
                            back.stream().map(ProtectionWithdrawal::told).toList(),
                            "reason",
                            reason));
        }
        return back;
    }

    /**
     * Whether it was withdrawn so often that its traffic stays where it is until the incident ends; for a forecast,
     * where no service is affected yet, after the first withdrawal.
     */
    static boolean isLeft(IncidentWorkUnit scene, Protection protection) {
        int most = scene.incident().origin().proactive() ? 1 : scene.rules().attempts();
        return protection.standing().tried().size() >= most;
    }

    /**
     * It is out of the network: another path is sought, unless that failed too often. Where the plan had none, none is
     * sought before something changes.
     */
    static Protection done(IncidentWorkUnit scene, Protection protection, ProtectionState.FailedHolding holding) {
        boolean automatic =
                scene.incident().care().closing() == null && !scene.keys().stopped(protection.key());
        if (automatic
                && HeldTunnels.REASONS.contains(holding.withdrawn())
                && protection.standing().declined() != null) {
            return protection.in(new ProtectionState.NoPath(List.of(), true, true));
        }
        boolean sought = automatic && !(scene.stage() instanceof IncidentStage.Escalated);
        if (sought && isLeft(scene, protection)) {
            return left(scene, protection);
        }
        return sought ? protection.afresh(ProtectionState.Wanted.NEW) : protection.in(holding.cleanedUp());
    }

    private static Protection left(IncidentWorkUnit scene, Protection protection) {
        WithdrawnPath last = protection.standing().tried().getLast();
        PlacementDecline why = new PlacementDecline(
                PlacementDecline.Reason.NOT_BETTER, last.links(), "what was tried did harm and was taken back");
        return protection
                .declined(new ProtectionRecord.PlanDecline(why, scene.now()))
                .in(new ProtectionState.NoPath(List.of(), true, false));
    }

    /** Whether it is being withdrawn, and not yet out of the network. */
    static boolean isUnderWay(ProtectionState state) {
        return state instanceof ProtectionState.FailedHolding holding && holding.withdrawn() != null;
    }

    /** Whether none is sought for it before something changes. */
    static boolean waitsForChange(ProtectionState state) {
        return state instanceof ProtectionState.NoPath none && none.untilChange();
    }

    /** Whether no path is sought for it for now: until something changes, or until the incident ends. */
    static boolean rests(IncidentWorkUnit scene, Protection protection) {
        return protection.state() instanceof ProtectionState.NoPath none
                && (none.untilChange() || isLeft(scene, protection));
    }

    /** Something changed that a plan may depend on: paths are sought again for protections that waited for a change. */
    static void changed(IncidentWorkUnit scene) {
        for (Protection protection : scene.protections()) {
            if (protection.state() instanceof ProtectionState.NoPath none && none.untilChange()) {
                scene.put(protection.in(none.sought()));
            }
        }
    }

    /** What was tried, predicted and measured, for operators. */
    static Map<String, Object> told(Protection protection) {
        Map<String, Object> told = new LinkedHashMap<>();
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        told.put("protection_key", protection.id());
        if (tunnel != null) {
            told.put("tunnel_id", tunnel.tunnelId());
        }
        told.put("sla_tier", protection.cover().tier().wire());
        told.put("services", protection.cover().services());
        WithdrawnPath last = protection.standing().tried().getLast();
        told.put("links", last.links());
        told.put("reason", last.reason());
        UpdateDetails.figures(told, last.before(), last.predicted(), last.after());
        if (!last.linkLoads().isEmpty()) {
            told.put("link_loads", last.linkLoads());
        }
        return told;
    }

    private static WithdrawnPath tried(
            IncidentWorkUnit scene, Protection protection, ProtectionRoute route, String reason) {
        ProtectionRecord.SteeringEffect verdict = protection.standing().verdict();
        return verdict == null
                ? new WithdrawnPath(route.path().links(), reason, null, null, null, List.of(), scene.now())
                : new WithdrawnPath(
                        route.path().links(),
                        reason,
                        verdict.before(),
                        verdict.predicted(),
                        verdict.after(),
                        verdict.links(),
                        scene.now());
    }

    /** The restoration monitor goes on with the remaining protections, or stops. */
    static void unwatch(IncidentWorkUnit scene) {
        if (scene.carries()) {
            scene.become(scene.progress().with(scene.progress().watch().again()));
        } else {
            OperatorCommands.cancelWatch(scene);
        }
    }
}
