package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentView.WithdrawnPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.WithdrawalReason;
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
    private ProtectionWithdrawal() {}

    /**
     * Withdraws these, as far as their traffic is on a tunnel; returns those that are withdrawn. Another path is sought
     * afterwards, as long as automation may act on the key.
     *
     * @param avoid links that the next path must avoid; empty: those of the withdrawn path
     */
    static List<Protection> withdraw(
            IncidentWorkUnit work,
            Collection<Protection> protections,
            WithdrawalReason reason,
            Collection<String> avoid) {
        return withdraw(
                work,
                protections,
                reason,
                route -> avoid.isEmpty() ? route.own(work.context().links().all()) : List.copyOf(avoid));
    }

    /** The same, and the next path avoids only what is avoided anyway. */
    static List<Protection> withdraw(
            IncidentWorkUnit work, Collection<Protection> protections, WithdrawalReason reason) {
        return withdraw(work, protections, reason, route -> List.of());
    }

    private static List<Protection> withdraw(
            IncidentWorkUnit work,
            Collection<Protection> protections,
            WithdrawalReason reason,
            Function<ProtectionRoute, List<String>> avoid) {
        List<Protection> back = new ArrayList<>();
        boolean returning = work.stage() instanceof IncidentStage.Restoring;
        for (Protection protection : protections) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            ProtectionRoute route = protection.state().routeOrNull();
            if (!protection.state().carriesTraffic() || tunnel == null || route == null) {
                continue;
            }
            Protection withdrawn = protection
                    .withdrawn(withdrawnPath(work, protection, route, reason))
                    .avoidingToo(avoid.apply(route))
                    .backTo(route.originalPath())
                    .in(
                            new ProtectionState.FailedHolding(route, tunnel, true, returning, reason),
                            protection.attempts().restarted());
            work.put(withdrawn);
            back.add(withdrawn);
        }
        if (!back.isEmpty()) {
            renewMonitoring(work);
            work.audit(
                    AuditEventType.STATE_CHANGE,
                    Map.of(
                            "withdrawn",
                            back.stream().map(ProtectionWithdrawal::details).toList(),
                            "reason",
                            reason.wire()));
        }
        return back;
    }

    /**
     * Whether it was withdrawn so often that its traffic stays where it is until the incident ends; for a forecast,
     * where no service is affected yet, after the first withdrawal.
     */
    static boolean isExhausted(IncidentWorkUnit work, Protection protection) {
        int most = work.incident().origin().proactive() ? 1 : work.rules().attempts();
        return protection.record().withdrawnPaths().size() >= most;
    }

    /**
     * It is out of the network: another path is sought, unless that failed too often. Where the plan had none, none is
     * sought before something changes.
     */
    static Protection removed(IncidentWorkUnit work, Protection protection, ProtectionState.FailedHolding holding) {
        boolean automatic = work.incident().operatorState().closing() == null
                && !work.keys().stopped(protection.key());
        if (automatic
                && holding.withdrawn() != null
                && HeldTunnels.hasNoOtherPath(holding.withdrawn())
                && protection.record().declined() != null) {
            return protection.in(new ProtectionState.NoPath(List.of(), true, true));
        }
        boolean sought = automatic && !(work.stage() instanceof IncidentStage.Escalated);
        if (sought && isExhausted(work, protection)) {
            return exhausted(work, protection);
        }
        return sought ? protection.restarted(ProtectionState.Wanted.NEW) : protection.in(holding.cleanedUp());
    }

    private static Protection exhausted(IncidentWorkUnit work, Protection protection) {
        WithdrawnPath last = protection.record().withdrawnPaths().getLast();
        PlacementDecline why = new PlacementDecline(
                PlacementDecline.Reason.NOT_BETTER, last.links(), "what was tried did harm and was taken back");
        return protection
                .declined(new ProtectionRecord.PlanDecline(why, work.now()))
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
    static boolean isSuspended(IncidentWorkUnit work, Protection protection) {
        return protection.state() instanceof ProtectionState.NoPath none
                && (none.untilChange() || isExhausted(work, protection));
    }

    /** Something changed that a plan may depend on: paths are sought again for protections that waited for a change. */
    static void resumeSuspended(IncidentWorkUnit work) {
        for (Protection protection : work.protections()) {
            if (protection.state() instanceof ProtectionState.NoPath none && none.untilChange()) {
                work.put(protection.in(none.soughtAgain()));
            }
        }
    }

    /** What was tried, predicted and measured, for operators. */
    static Map<String, Object> details(Protection protection) {
        Map<String, Object> reported = new LinkedHashMap<>();
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        reported.put("protection_key", protection.id());
        if (tunnel != null) {
            reported.put("tunnel_id", tunnel.tunnelId());
        }
        reported.put("sla_tier", protection.scope().tier().wire());
        reported.put("services", protection.scope().services());
        WithdrawnPath last = protection.record().withdrawnPaths().getLast();
        reported.put("links", last.links());
        reported.put("reason", last.reason().wire());
        UpdateDetails.figures(reported, last.before(), last.predicted(), last.after());
        if (!last.linkLoads().isEmpty()) {
            reported.put("link_loads", last.linkLoads());
        }
        return reported;
    }

    private static WithdrawnPath withdrawnPath(
            IncidentWorkUnit work, Protection protection, ProtectionRoute route, WithdrawalReason reason) {
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        return verdict == null
                ? new WithdrawnPath(route.path().links(), reason, null, null, null, List.of(), work.now())
                : new WithdrawnPath(
                        route.path().links(),
                        reason,
                        verdict.before(),
                        verdict.predicted(),
                        verdict.after(),
                        verdict.links(),
                        work.now());
    }

    /** The restoration monitor goes on with the remaining protections, or stops. */
    static void renewMonitoring(IncidentWorkUnit work) {
        if (work.carriesTraffic()) {
            work.update(work.progress().with(work.progress().monitoring().requestedAgain()));
        } else {
            OperatorCommands.cancelWatch(work);
        }
    }
}
