package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.MonitorRestoration;
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
    static void enter(IncidentWorkUnit scene, IncidentStage.Monitoring monitoring, String reason) {
        boolean news = RoundReportingRule.standing(scene);
        scene.move(monitoring, reason);
        scene.become(scene.progress().with(scene.progress().watch().again()));
        if (!news) {
            return;
        }
        SteeredServices riders = SteeredServices.of(scene.protections());
        IncidentReporter.status(
                scene,
                IncidentTexts.standing(scene),
                phaseSix(
                        scene,
                        "monitoring_started",
                        riders.off().isEmpty() ? Map.of() : Map.of("not_steered", riders.off())));
    }

    static Map<String, Object> phaseSix(IncidentWorkUnit scene, String event, Map<String, Object> seen) {
        Map<String, Object> details = new LinkedHashMap<>(seen);
        details.put("event", event);
        if (event.startsWith("hold_timer")) {
            details.putIfAbsent(
                    "hold_seconds", scene.rules().hold(scene.picture().tier()).toSeconds());
        }
        if (event.equals("sla_relapsed")) {
            int relapses = Math.min(scene.progress().watch().relapses(), 20);
            details.put(
                    "hold_seconds", scene.rules().hold(scene.picture().tier()).toSeconds() << relapses);
        }
        details.putIfAbsent("sla_tier", scene.picture().tier().wire());
        return details;
    }

    static void advance(IncidentWorkUnit scene, IncidentStage.Monitoring monitoring) {
        FlapState flap = scene.picture().flap();
        Instant until = flap == null ? null : flap.holds(scene.now());
        if (flap != null && until != null && scene.carries()) {
            OperatorCommands.cancelWatch(scene);
            scene.move(monitoring.dampen(until), "the link flaps, returns wait");
            IncidentReporter.status(
                    scene, "Flapping link, returns are delayed until " + until, DetectionPhase.flapping(flap, until));
            return;
        }
        if (seeks(scene)) {
            scene.moveReplanned(monitoring.recompute(), "another path is sought");
        } else if (IncidentOverlap.released(scene) && !scene.picture().links().allClear()) {
            scene.moveReplanned(monitoring.reassess(), "another incident let go of the traffic");
        } else if (scene.carries()) {
            ask(scene);
        } else if (!scene.leaves()) {
            idle(scene, monitoring);
        }
    }

    /** Whether a protection was withdrawn or lost, and is out of the network by now. */
    private static boolean seeks(IncidentWorkUnit scene) {
        return !scene.awaitsEffect()
                && scene.protections().stream()
                        .anyMatch(
                                p -> p.state() instanceof ProtectionState.Wanted || ProvisionAndSteerPhase.onItsWay(p));
    }

    /** The incident protects nothing of its own: it closes when it is stable, and is assessed again while it is not. */
    private static void idle(IncidentWorkUnit scene, IncidentStage.Monitoring monitoring) {
        QueryRetryState retry = scene.progress().retry();
        Instant again = retry.notBefore();
        if (scene.picture().links().allClear()) {
            if (scene.any(ProtectionState.Covered.class::isInstance)) {
                IncidentClosure.resolved(scene);
            } else {
                IncidentClosure.noImpact(scene, CloseReason.CLEARED_BEFORE_ACTION);
            }
        } else if (scene.covered()) {
            return;
        } else if (again == null) {
            Instant next = scene.now().plus(scene.rules().waits().reassess());
            scene.become(scene.progress().with(new QueryRetryState(0, next)));
            scene.wakeAt(next);
        } else if (retry.due(scene.now())) {
            scene.moveReplanned(monitoring.reassess(), "nothing is protected and it is still degraded");
            scene.become(scene.progress().askingAgain(true));
        } else {
            scene.wakeAt(again);
        }
    }

    /**
     * Traffic stays away from a link whose congestion is only expected, until the forecast falls or its time has come.
     */
    private static @Nullable Instant expected(IncidentWorkUnit scene) {
        IncidentOrigin origin = scene.incident().origin();
        Instant at = origin.expectedAt();
        boolean holds = origin.proactive() && !scene.picture().links().allClear();
        return holds && at != null && at.isAfter(scene.now()) ? at : null;
    }

    static void ask(IncidentWorkUnit scene) {
        if (!scene.progress().watch().wanted() || scene.hasOpen(AgentCall.WHOLE, CallStep.MONITOR)) {
            return;
        }
        Instant expected = expected(scene);
        if (expected != null || !scene.progress().retry().due(scene.now())) {
            scene.wakeAt(expected != null ? expected : scene.progress().retry().notBefore());
            return;
        }
        List<MonitorRestoration.WatchedProtection> watched = new ArrayList<>();
        for (Protection protection : scene.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            ProtectionRoute route = protection.state().routeOrNull();
            if (protection.state().carriesTraffic() && tunnel != null && route != null) {
                watched.add(new MonitorRestoration.WatchedProtection(
                        tunnel.tunnelId(),
                        route.originalPath(),
                        route.path(),
                        protection.cover().services(),
                        protection.cover().limits(),
                        protection.key().color(),
                        protection.cover().demandMbps(),
                        protection.standing().measuredFrom(),
                        route.prediction(),
                        protection.cover().tier(),
                        tunnel.pathVersion()));
            }
        }
        if (watched.isEmpty()) {
            return;
        }
        scene.call(
                CallStep.MONITOR,
                AgentCall.WHOLE,
                scene.progress().watch().asks() + 1,
                new MonitorRestoration.Request(
                        scene.incident().incidentId(),
                        watched,
                        scene.picture().tier(),
                        scene.rules().handling().cutoverMode(),
                        scene.picture().links().all(),
                        scene.progress().watch().relapses(),
                        scene.progress().planRevision(),
                        scene.rules().handling().callbackUrl(),
                        scene.incident().origin().proactive()));
    }

    static void answered(IncidentWorkUnit scene, AgentCall call, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done) {
            scene.become(scene.progress()
                    .with(scene.progress().watch().taken(call.planRevision()))
                    .with(QueryRetryState.NONE));
            return;
        }
        int failures = scene.progress().retry().failures() + 1;
        scene.become(scene.progress()
                .with(scene.progress().watch().notTaken())
                .with(scene.progress()
                        .retry()
                        .failed(scene.now().plus(scene.rules().pause(failures)))));
        if (failures == scene.rules().attempts() || answer instanceof CallOutcome.Unknown && failures == 1) {
            Map<String, Object> details = Map.of("attempts", failures, "cause", QueryFailure.cause(answer));
            String message = SteeredServices.of(scene.protections()).traffic()
                    + " protected, but the original path is not watched";
            IncidentEscalation.error(scene, EscalationReason.MONITORING_UNAVAILABLE, message, true, details);
            IncidentEscalation.flag(scene, EscalationReason.MONITORING_UNAVAILABLE, message, details);
        }
    }
}
