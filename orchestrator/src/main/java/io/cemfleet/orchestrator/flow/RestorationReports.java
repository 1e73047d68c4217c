package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.CarryingTunnel;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Folds the restoration monitor's reports on phases 6 and 7 into the incident. */
final class RestorationReports {
    private RestorationReports() {}

    /** Folds a report in; returns its result. */
    static String fold(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        if (seen.planRevision() < scene.progress().watch().revision()) {
            return "ignored: of an older plan";
        }
        if (scene.resting()) {
            record(scene, seen);
            return "recorded: a person has the incident";
        }
        switch (seen.event()) {
            case SLA_RECOVERED -> recovered(scene, seen);
            case HOLD_TIMER_STARTED -> holding(scene, seen);
            case HOLD_TIMER_EXPIRED -> expired(scene, seen);
            case STABILITY_VERIFIED -> returning(scene);
            case SLA_AFTER_STEERING -> SteeringEvaluation.fold(scene, seen);
            case RESTORATION_DEFERRED -> deferred(scene, seen);
            case CUTOVER_STAGE -> {
                returning(scene);
                CutoverPhase.stage(scene, seen);
            }
            case CUTOVER_HELD -> CutoverPhase.held(scene, seen);
            case SLA_RELAPSED -> {
                CutoverPhase.goesOn(scene);
                OriginalPathRelapse.seen(scene, seen);
            }
            case TELEMETRY_MISSING -> blind(scene, seen);
            case RESTORED -> restored(scene, seen);
            case CLEANUP_FAILED -> notCleanedUp(scene, seen);
        }
        return "folded";
    }

    /** Records what was done to tunnels, also during a takeover. */
    private static void record(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        switch (seen.event()) {
            case CUTOVER_STAGE, CUTOVER_HELD -> CutoverPhase.weights(scene, seen);
            case SLA_RELAPSED -> OriginalPathRelapse.backOnTunnels(scene, seen);
            case RESTORED -> backOnOriginal(scene, seen);
            case CLEANUP_FAILED -> leftBehind(scene, seen);
            case SLA_AFTER_STEERING -> SteeringEvaluation.fold(scene, seen);
            case SLA_RECOVERED -> scene.audit(AuditEventType.SLA_RECOVERED, evidence(seen));
            case HOLD_TIMER_STARTED, HOLD_TIMER_EXPIRED, STABILITY_VERIFIED, RESTORATION_DEFERRED, TELEMETRY_MISSING ->
                scene.audit(AuditEventType.STATE_CHANGE, evidence(seen));
        }
    }

    private static void recovered(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        scene.audit(AuditEventType.SLA_RECOVERED, evidence(seen));
        if (watching(scene)) {
            IncidentReporter.status(
                    scene,
                    "SLA recovered on original path, holding before restoration",
                    MonitoringPhase.phaseSix(scene, "sla_recovered", seen.details()));
        }
    }

    private static void holding(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        if (scene.stage() instanceof IncidentStage.Restoring restoring) {
            scene.move(restoring.relapse(), "the hold timer runs again");
        }
        if (watching(scene)) {
            Map<String, Object> details = MonitoringPhase.phaseSix(scene, "hold_timer_started", seen.details());
            IncidentReporter.status(
                    scene,
                    "Hold timer started (" + details.get("hold_seconds") + " s, " + details.get("sla_tier") + ")",
                    details);
        }
    }

    private static void expired(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        if (!watching(scene)) {
            return;
        }
        boolean good = Boolean.TRUE.equals(seen.details().get("verified"));
        String message = good
                ? "Hold timer expired, SLA re-verified on original path"
                : "Hold timer expired, SLA could not be re-verified";
        IncidentReporter.status(scene, message, MonitoringPhase.phaseSix(scene, "hold_timer_expired", seen.details()));
        if (good) {
            returning(scene);
        }
    }

    /** Enters phase 7, once. */
    private static void returning(IncidentWorkUnit scene) {
        if (watching(scene) && scene.stage() instanceof IncidentStage.Monitoring monitoring) {
            scene.move(monitoring.restore(), "recovered, and the hold time passed");
            IncidentReporter.status(
                    scene,
                    "Original path stable, restoring traffic gradually",
                    Map.of("protection_weight", 100, "original_weight", 0, "stage", 0));
        }
    }

    private static void deferred(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        if (watching(scene)) {
            IncidentReporter.status(
                    scene,
                    "Original path recovered, but can't carry the returning traffic yet, traffic stays on its tunnels",
                    MonitoringPhase.phaseSix(scene, "restoration_deferred", seen.details()));
        }
    }

    private static void blind(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        if (scene.stage() instanceof IncidentStage.Monitoring || scene.stage() instanceof IncidentStage.Restoring) {
            IncidentEscalation.stop(
                    scene,
                    EscalationReason.TELEMETRY_MISSING,
                    "No telemetry of the original path, traffic stays on its tunnels",
                    evidence(seen));
        }
    }

    private static void restored(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        CutoverPhase.goesOn(scene);
        backOnOriginal(scene, seen);
        List<String> rest = scene.protections().stream()
                .filter(protection -> protection.state().carriesTraffic())
                .map(Protection::id)
                .toList();
        if (!rest.isEmpty()
                && (scene.stage() instanceof IncidentStage.Restoring
                        || scene.stage() instanceof IncidentStage.Monitoring)) {
            IncidentReporter.status(
                    scene,
                    "Traffic of a part of the protections is back on original path, " + rest.size() + " to go",
                    Map.of("event", "restored", "tunnel_ids", seen.tunnelIds(), "protections_left", rest));
        }
        finish(scene);
    }

    private static void backOnOriginal(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        scene.audit(AuditEventType.RESTORATION_COMPLETE, evidence(seen));
        each(scene, seen, state -> switch (state) {
            case ProtectionState.Steered steered -> steered.restored();
            case ProtectionState.Returning returning -> returning.restored();
            case ProtectionState.FailedHolding(
                    ProtectionRoute route,
                    ProtectionTunnel tunnel,
                    var told,
                    var returned,
                    var withdrawn)
            when route != null && tunnel != null && withdrawn == null -> new ProtectionState.Restored(route, tunnel);
            case ProtectionState.Wanted(CarryingTunnel held, ProtectionTunnel idle)
            when held != null -> new ProtectionState.Restored(held.route(), held.tunnel());
            case ProtectionState.Proposed(var route, CarryingTunnel held, var idle, var mode)
            when held != null -> new ProtectionState.Restored(held.route(), held.tunnel());
            default -> state;
        });
    }

    /** A failed shift leaves traffic where it is; a failed removal leaves a tunnel without traffic. */
    private static void notCleanedUp(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        boolean returned = leftBehind(scene, seen);
        EscalationReason reason = returned ? EscalationReason.CLEANUP_FAILED : EscalationReason.CUTOVER_FAILED;
        String message = returned
                ? "A protection tunnel could not be removed"
                : "Traffic could not be shifted, it stays where it is";
        IncidentEscalation.error(scene, reason, message, true, evidence(seen));
        IncidentEscalation.stopUnless(false, scene, reason, message, evidence(seen));
    }

    private static boolean leftBehind(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        Object during = seen.details().getOrDefault("during", "cleanup");
        if (!"cleanup".equals(during)) {
            return false;
        }
        String cause = String.valueOf(seen.details().getOrDefault("reason", "cleanup failed"));
        Set<String> meant = new HashSet<>(seen.tunnelIds());
        for (Protection protection : scene.protections()) {
            var tunnel = protection.state().tunnelOrNull();
            ProtectionState left =
                    switch (protection.state()) {
                        case ProtectionState.Steered steered -> steered.notCleanedUp();
                        case ProtectionState.Returning returning -> returning.notCleanedUp();
                        default -> null;
                    };
            if (left != null && tunnel != null && (meant.isEmpty() || meant.contains(tunnel.tunnelId()))) {
                scene.put(protection.in(
                        left, protection.effort().exhausted(scene.rules().attempts(), cause)));
            }
        }
        return true;
    }

    /** Closes as resolved once nothing is protected and nothing is left; never while something is left. */
    static void finish(IncidentWorkUnit scene) {
        boolean atEnd = scene.stage() instanceof IncidentStage.Monitoring
                || scene.stage() instanceof IncidentStage.Restoring
                || scene.stage() instanceof IncidentStage.Escalated;
        if (!atEnd || scene.carries()) {
            return;
        }
        boolean left = false;
        for (Protection protection : scene.protections()) {
            if (protection.state() instanceof ProtectionState.FailedHolding holding) {
                if (TunnelRemoval.possible(scene, protection, holding)) {
                    return;
                }
                left = true;
            }
        }
        if (left) {
            if (!(scene.stage() instanceof IncidentStage.Escalated escalated
                    && escalated.reason() == EscalationReason.CLEANUP_FAILED)) {
                IncidentEscalation.stop(
                        scene, EscalationReason.CLEANUP_FAILED, "Something is left in the network", Map.of());
            }
        } else if (somethingSuffers(scene)) {
            if (scene.stage() instanceof IncidentStage.Restoring restoring) {
                scene.move(restoring.relapse(), "the rest is protected by another incident, or not at all");
            }
        } else if (scene.any(ProtectionState.Restored.class::isInstance)) {
            IncidentClosure.resolved(scene);
        }
    }

    /** Whether a degraded link is left with traffic that this incident does not protect, as far as it was assessed. */
    private static boolean somethingSuffers(IncidentWorkUnit scene) {
        IncidentLinks links = scene.picture().links();
        return !links.allClear()
                && (scene.covered()
                        || !links.waiting().isEmpty()
                        || scene.protections().stream()
                                .anyMatch(p -> p.state() instanceof ProtectionState.NoPath
                                        && p.standing().declined() != null));
    }

    /**
     * Whether the restoration monitor watches the incident; an escalated incident whose path healed is watched again.
     */
    private static boolean watching(IncidentWorkUnit scene) {
        if (scene.stage() instanceof IncidentStage.Escalated escalated
                && scene.protections().stream().anyMatch(p -> p.state().carriesTraffic())) {
            scene.move(escalated.monitor(), "the restoration monitor goes on");
        }
        return scene.stage() instanceof IncidentStage.Monitoring || scene.stage() instanceof IncidentStage.Restoring;
    }

    static void each(IncidentWorkUnit scene, RestorationUpdate.Request seen, UnaryOperator<ProtectionState> change) {
        Set<String> meant = new HashSet<>(seen.tunnelIds());
        for (Protection protection : scene.protections()) {
            var tunnel = protection.state().tunnelOrNull();
            if (tunnel != null && (meant.isEmpty() || meant.contains(tunnel.tunnelId()))) {
                scene.put(protection.in(change.apply(protection.state())));
            }
        }
    }

    static Map<String, Object> evidence(RestorationUpdate.Request seen) {
        Map<String, Object> evidence = new LinkedHashMap<>(seen.details());
        evidence.put("tunnel_ids", seen.tunnelIds());
        evidence.put("observed_at", seen.occurredAt().toString());
        return evidence;
    }
}
