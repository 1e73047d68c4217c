package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationStep;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Folds the restoration monitor's reports on phases 6 and 7 into the incident. */
final class RestorationReports {
    private RestorationReports() {}

    /** Folds a report in; returns its result. */
    static String fold(IncidentWorkUnit work, RestorationUpdate.Request report) {
        if (report.planRevision() < work.progress().monitoring().revision()) {
            return "ignored: of an older plan";
        }
        if (work.automationPaused()) {
            record(work, report);
            return "recorded: a person has the incident";
        }
        switch (report.event()) {
            case SLA_RECOVERED -> recovered(work, report);
            case HOLD_TIMER_STARTED -> holding(work, report);
            case HOLD_TIMER_EXPIRED -> expired(work, report);
            case STABILITY_VERIFIED -> returning(work);
            case SLA_AFTER_STEERING -> SteeringEvaluation.fold(work, report);
            case RESTORATION_DEFERRED -> deferred(work, report);
            case CUTOVER_STAGE -> {
                returning(work);
                CutoverPhase.stage(work, report);
            }
            case CUTOVER_HELD -> CutoverPhase.held(work, report);
            case SLA_RELAPSED -> {
                CutoverPhase.endHold(work);
                OriginalPathRelapse.fold(work, report);
            }
            case TELEMETRY_MISSING -> telemetryMissing(work, report);
            case RESTORED -> restored(work, report);
            case CLEANUP_FAILED -> notCleanedUp(work, report);
        }
        return "folded";
    }

    /** Records what was done to tunnels, also during a takeover. */
    private static void record(IncidentWorkUnit work, RestorationUpdate.Request report) {
        switch (report.event()) {
            case CUTOVER_STAGE, CUTOVER_HELD -> CutoverPhase.weights(work, report);
            case SLA_RELAPSED -> OriginalPathRelapse.backOnTunnels(work, report);
            case RESTORED -> backOnOriginal(work, report);
            case CLEANUP_FAILED -> markLeftBehind(work, report);
            case SLA_AFTER_STEERING -> SteeringEvaluation.fold(work, report);
            case SLA_RECOVERED -> work.audit(AuditEventType.SLA_RECOVERED, evidence(report));
            case HOLD_TIMER_STARTED, HOLD_TIMER_EXPIRED, STABILITY_VERIFIED, RESTORATION_DEFERRED, TELEMETRY_MISSING ->
                work.audit(AuditEventType.STATE_CHANGE, evidence(report));
        }
    }

    private static void recovered(IncidentWorkUnit work, RestorationUpdate.Request report) {
        work.audit(AuditEventType.SLA_RECOVERED, evidence(report));
        if (resumeMonitoring(work)) {
            IncidentReporter.status(
                    work,
                    "SLA recovered on original path, holding before restoration",
                    MonitoringPhase.details(work, "sla_recovered", report.details()));
        }
    }

    private static void holding(IncidentWorkUnit work, RestorationUpdate.Request report) {
        if (work.stage() instanceof IncidentStage.Restoring restoring) {
            work.move(restoring.relapse(), "the hold timer runs again");
        }
        if (resumeMonitoring(work)) {
            Map<String, Object> details = MonitoringPhase.details(work, "hold_timer_started", report.details());
            IncidentReporter.status(
                    work,
                    "Hold timer started (" + details.get("hold_seconds") + " s, " + details.get("sla_tier") + ")",
                    details);
        }
    }

    private static void expired(IncidentWorkUnit work, RestorationUpdate.Request report) {
        if (!resumeMonitoring(work)) {
            return;
        }
        boolean good = RestorationDetails.of(report, RestorationDetails.HoldTimer.class)
                .map(RestorationDetails.HoldTimer::verified)
                .orElse(false);
        String message = good
                ? "Hold timer expired, SLA re-verified on original path"
                : "Hold timer expired, SLA could not be re-verified";
        IncidentReporter.status(work, message, MonitoringPhase.details(work, "hold_timer_expired", report.details()));
        if (good) {
            returning(work);
        }
    }

    /** Enters phase 7, once. */
    private static void returning(IncidentWorkUnit work) {
        if (resumeMonitoring(work) && work.stage() instanceof IncidentStage.Monitoring monitoring) {
            work.move(monitoring.restore(), "recovered, and the hold time passed");
            IncidentReporter.status(
                    work,
                    "Original path stable, restoring traffic gradually",
                    Map.of("protection_weight", 100, "original_weight", 0, "stage", 0));
        }
    }

    private static void deferred(IncidentWorkUnit work, RestorationUpdate.Request report) {
        if (resumeMonitoring(work)) {
            IncidentReporter.status(
                    work,
                    "Original path recovered, but can't carry the returning traffic yet, traffic stays on its tunnels",
                    MonitoringPhase.details(work, "restoration_deferred", report.details()));
        }
    }

    private static void telemetryMissing(IncidentWorkUnit work, RestorationUpdate.Request report) {
        if (work.stage() instanceof IncidentStage.Monitoring || work.stage() instanceof IncidentStage.Restoring) {
            IncidentEscalation.stop(
                    work,
                    EscalationReason.TELEMETRY_MISSING,
                    "No telemetry of the original path, traffic stays on its tunnels",
                    evidence(report));
        }
    }

    private static void restored(IncidentWorkUnit work, RestorationUpdate.Request report) {
        CutoverPhase.endHold(work);
        backOnOriginal(work, report);
        List<String> rest = work.protections().stream()
                .filter(protection -> protection.state().carriesTraffic())
                .map(Protection::id)
                .toList();
        if (!rest.isEmpty()
                && (work.stage() instanceof IncidentStage.Restoring
                        || work.stage() instanceof IncidentStage.Monitoring)) {
            IncidentReporter.status(
                    work,
                    "Traffic of a part of the protections is back on original path, " + rest.size() + " to go",
                    Map.of("event", "restored", "tunnel_ids", report.tunnelIds(), "protections_left", rest));
        }
        finish(work);
    }

    private static void backOnOriginal(IncidentWorkUnit work, RestorationUpdate.Request report) {
        work.audit(AuditEventType.RESTORATION_COMPLETE, evidence(report));
        changeNamed(work, report, state -> switch (state) {
            case ProtectionState.Steered steered -> steered.restored();
            case ProtectionState.Returning returning -> returning.restored();
            case ProtectionState.FailedHolding(
                    ProtectionRoute route,
                    ProtectionTunnel tunnel,
                    var reported,
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
    private static void notCleanedUp(IncidentWorkUnit work, RestorationUpdate.Request report) {
        boolean returned = markLeftBehind(work, report);
        EscalationReason reason = returned ? EscalationReason.CLEANUP_FAILED : EscalationReason.CUTOVER_FAILED;
        String message = returned
                ? "A protection tunnel could not be removed"
                : "Traffic could not be shifted, it stays where it is";
        IncidentEscalation.error(work, reason, message, true, evidence(report));
        IncidentEscalation.stopUnless(false, work, reason, message, evidence(report));
    }

    private static boolean markLeftBehind(IncidentWorkUnit work, RestorationUpdate.Request report) {
        RestorationDetails.CleanupFailure failure = RestorationDetails.of(
                        report, RestorationDetails.CleanupFailure.class)
                .orElse(RestorationDetails.CleanupFailure.UNKNOWN);
        RestorationStep during = failure.during();
        if (during != null && during != RestorationStep.CLEANUP) {
            return false;
        }
        String cause = Objects.requireNonNullElse(failure.reason(), "cleanup failed");
        Set<String> targets = new HashSet<>(report.tunnelIds());
        for (Protection protection : work.protections()) {
            var tunnel = protection.state().tunnelOrNull();
            ProtectionState leftover =
                    switch (protection.state()) {
                        case ProtectionState.Steered steered -> steered.notCleanedUp();
                        case ProtectionState.Returning returning -> returning.notCleanedUp();
                        default -> null;
                    };
            if (leftover != null && tunnel != null && (targets.isEmpty() || targets.contains(tunnel.tunnelId()))) {
                work.put(protection.in(
                        leftover, protection.attempts().exhausted(work.rules().attempts(), cause)));
            }
        }
        return true;
    }

    /** Closes as resolved once nothing is protected and nothing is left; never while something is left. */
    static void finish(IncidentWorkUnit work) {
        boolean atEnd = work.stage() instanceof IncidentStage.Monitoring
                || work.stage() instanceof IncidentStage.Restoring
                || work.stage() instanceof IncidentStage.Escalated;
        if (!atEnd || work.carriesTraffic() || removesLeftovers(work)) {
            return;
        }
        if (work.hasLeftovers()) {
            escalateLeftovers(work);
            return;
        }
        if (!hasUnprotectedTraffic(work)) {
            if (work.any(ProtectionState.Restored.class::isInstance)) {
                IncidentClosure.resolved(work);
            }
            return;
        }
        if (work.stage() instanceof IncidentStage.Restoring restoring) {
            work.move(restoring.relapse(), "the rest is protected by another incident, or not at all");
        }
    }

    private static boolean removesLeftovers(IncidentWorkUnit work) {
        return work.protections().stream()
                .anyMatch(protection -> protection.state() instanceof ProtectionState.FailedHolding holding
                        && TunnelRemoval.possible(work, protection, holding));
    }

    private static void escalateLeftovers(IncidentWorkUnit work) {
        boolean known = work.stage() instanceof IncidentStage.Escalated escalated
                && escalated.reason() == EscalationReason.CLEANUP_FAILED;
        if (!known) {
            IncidentEscalation.stop(
                    work, EscalationReason.CLEANUP_FAILED, "Something is left in the network", Map.of());
        }
    }

    /** Whether a degraded link is left with traffic that this incident does not protect, as far as assessed. */
    private static boolean hasUnprotectedTraffic(IncidentWorkUnit work) {
        IncidentLinks links = work.context().links();
        return !links.allClear()
                && (work.coveredElsewhere()
                        || !links.waiting().isEmpty()
                        || work.protections().stream()
                                .anyMatch(p -> p.state() instanceof ProtectionState.NoPath
                                        && p.record().declined() != null));
    }

    /**
     * Whether the restoration monitor watches the incident; an escalated incident whose path healed is watched again.
     */
    private static boolean resumeMonitoring(IncidentWorkUnit work) {
        if (work.stage() instanceof IncidentStage.Escalated escalated
                && work.protections().stream().anyMatch(p -> p.state().carriesTraffic())) {
            work.move(escalated.monitor(), "the restoration monitor goes on");
        }
        return work.stage() instanceof IncidentStage.Monitoring || work.stage() instanceof IncidentStage.Restoring;
    }

    static void changeNamed(
            IncidentWorkUnit work, RestorationUpdate.Request report, UnaryOperator<ProtectionState> change) {
        Set<String> targets = new HashSet<>(report.tunnelIds());
        for (Protection protection : work.protections()) {
            var tunnel = protection.state().tunnelOrNull();
            if (tunnel != null && (targets.isEmpty() || targets.contains(tunnel.tunnelId()))) {
                work.put(protection.in(change.apply(protection.state())));
            }
        }
    }

    static Map<String, Object> evidence(RestorationUpdate.Request report) {
        Map<String, Object> evidence = new LinkedHashMap<>(report.details());
        evidence.put("tunnel_ids", report.tunnelIds());
        evidence.put("observed_at", report.occurredAt().toString());
        return evidence;
    }
}
