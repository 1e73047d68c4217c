package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.IncidentOrigin;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phase 6: the restoration monitor watches the original paths. */
final class MonitoringPhase {
    private MonitoringPhase() {}

    /** Enters the state and requests monitoring, again if it was requested before. */
    static void enter(IncidentWorkUnit work, IncidentStage.Monitoring monitoring, String reason) {
        boolean news = RoundReportingRule.standing(work);
        work.move(monitoring, reason);
        work.update(work.progress().with(work.progress().monitoring().requestedAgain()));
        if (!news) {
            return;
        }
        SteeredServices steeredServices = SteeredServices.of(work.protections());
        IncidentReporter.status(
                work,
                IncidentTexts.protectionSummary(work),
                details(
                        work,
                        "monitoring_started",
                        new StatusDetails.MonitoringStart(
                                        steeredServices.off().isEmpty() ? null : steeredServices.off())
                                .members()));
    }

    static Map<String, Object> details(IncidentWorkUnit work, String event, Map<String, Object> seen) {
        Map<String, Object> details = new LinkedHashMap<>(seen);
        details.put("event", event);
        if (event.startsWith("hold_timer")) {
            details.putIfAbsent(
                    "hold_seconds", work.rules().hold(work.context().tier()).toSeconds());
        }
        if (event.equals("sla_relapsed")) {
            int relapses = Math.min(work.progress().monitoring().relapses(), 20);
            details.put("hold_seconds", work.rules().hold(work.context().tier()).toSeconds() << relapses);
        }
        details.putIfAbsent("sla_tier", work.context().tier().wire());
        return details;
    }

    static void advance(IncidentWorkUnit work, IncidentStage.Monitoring monitoring) {
        FlapState flap = work.context().flap();
        Instant until = flap == null ? null : flap.holdsUntil(work.now());
        if (flap != null && until != null && work.carriesTraffic()) {
            OperatorCommands.cancelWatch(work);
            work.move(monitoring.dampen(until), "the link flaps, returns wait");
            IncidentReporter.status(
                    work, "Flapping link, returns are delayed until " + until, DetectionPhase.flapping(flap, until));
            return;
        }
        if (hasProtectionToPlan(work)) {
            work.moveReplanned(monitoring.recompute(), "another path is sought");
        } else if (IncidentOverlap.released(work) && !work.context().links().allClear()) {
            work.moveReplanned(monitoring.reassess(), "another incident let go of the traffic");
        } else if (work.carriesTraffic()) {
            requestMonitoring(work);
        } else if (!work.hasLeftovers()) {
            advanceUnprotected(work, monitoring);
        }
    }

    /** Whether a protection was withdrawn or lost, and is out of the network by now. */
    private static boolean hasProtectionToPlan(IncidentWorkUnit work) {
        return !work.awaitsEffect()
                && work.protections().stream()
                        .anyMatch(p ->
                                p.state() instanceof ProtectionState.Wanted || ProvisionAndSteerPhase.isUnderWay(p));
    }

    /** The incident protects nothing of its own: it closes when it is stable, and is assessed again while it is not. */
    private static void advanceUnprotected(IncidentWorkUnit work, IncidentStage.Monitoring monitoring) {
        QueryRetryState retry = work.progress().retry();
        Instant again = retry.notBefore();
        if (work.context().links().allClear()) {
            if (work.any(ProtectionState.Covered.class::isInstance)) {
                IncidentClosure.resolved(work);
            } else {
                IncidentClosure.noImpact(work, CloseReason.CLEARED_BEFORE_ACTION);
            }
        } else if (work.coveredElsewhere()) {
            return;
        } else if (again == null) {
            Instant next = work.now().plus(work.rules().waits().reassess());
            work.update(work.progress().with(new QueryRetryState(0, next)));
            work.wakeAt(next);
        } else if (retry.due(work.now())) {
            work.moveReplanned(monitoring.reassess(), "nothing is protected and it is still degraded");
            work.update(work.progress().repeating(true));
        } else {
            work.wakeAt(again);
        }
    }

    /**
     * Traffic stays away from a link whose congestion is only expected, until the forecast falls or its time has come.
     */
    private static @Nullable Instant expectedCongestion(IncidentWorkUnit work) {
        IncidentOrigin origin = work.incident().origin();
        Instant at = origin.expectedAt();
        boolean holds = origin.proactive() && !work.context().links().allClear();
        return holds && at != null && at.isAfter(work.now()) ? at : null;
    }

    static void requestMonitoring(IncidentWorkUnit work) {
        if (!work.progress().monitoring().wanted() || work.hasOpen(AgentCall.WHOLE, CallStep.MONITOR)) {
            return;
        }
        Instant expected = expectedCongestion(work);
        if (expected != null || !work.progress().retry().due(work.now())) {
            work.wakeAt(expected != null ? expected : work.progress().retry().notBefore());
            return;
        }
        List<MonitorRestoration.WatchedProtection> watched = watched(work);
        if (watched.isEmpty()) {
            return;
        }
        work.call(
                CallStep.MONITOR,
                AgentCall.WHOLE,
                work.progress().monitoring().requests() + 1,
                new MonitorRestoration.Request(
                        work.incident().incidentId(),
                        watched,
                        work.context().tier(),
                        work.rules().handling().cutoverMode(),
                        work.context().links().all(),
                        work.progress().monitoring().relapses(),
                        work.progress().planRevision(),
                        work.rules().handling().callbackUrl(),
                        work.incident().origin().proactive()));
    }

    /** The protections that carry traffic, as the restoration monitor watches them. */
    private static List<MonitorRestoration.WatchedProtection> watched(IncidentWorkUnit work) {
        List<MonitorRestoration.WatchedProtection> watched = new ArrayList<>();
        for (Protection protection : work.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            ProtectionRoute route = protection.state().routeOrNull();
            if (protection.state().carriesTraffic() && tunnel != null && route != null) {
                watched.add(new MonitorRestoration.WatchedProtection(
                        tunnel.tunnelId(),
                        route.originalPath(),
                        route.path(),
                        protection.scope().services(),
                        protection.scope().limits(),
                        protection.key().color(),
                        protection.scope().demandMbps(),
                        protection.record().measuredFrom(),
                        route.prediction(),
                        protection.scope().tier(),
                        tunnel.pathVersion()));
            }
        }
        return watched;
    }

    static void answered(IncidentWorkUnit work, AgentCall call, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done) {
            work.update(work.progress()
                    .with(work.progress().monitoring().accepted(call.planRevision()))
                    .with(QueryRetryState.NONE));
            return;
        }
        int failures = work.progress().retry().failures() + 1;
        work.update(work.progress()
                .with(work.progress().monitoring().notAccepted())
                .with(work.progress()
                        .retry()
                        .failed(work.now().plus(work.rules().pause(failures)))));
        if (failures == work.rules().attempts() || (answer instanceof CallOutcome.Unknown && failures == 1)) {
            Map<String, Object> details = Map.of("attempts", failures, "cause", QueryFailure.cause(answer));
            String message = SteeredServices.of(work.protections()).traffic()
                    + " protected, but the original path is not watched";
            IncidentEscalation.error(work, EscalationReason.MONITORING_UNAVAILABLE, message, true, details);
            IncidentEscalation.flag(work, EscalationReason.MONITORING_UNAVAILABLE, message, details);
        }
    }
}
