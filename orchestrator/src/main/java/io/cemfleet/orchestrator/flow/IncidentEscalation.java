package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Escalates an incident to operators: as a state when nothing can go on, as a flag when the rest can. */
final class IncidentEscalation {
    private static final List<String> OPTIONS =
            List.of("manual_intervention", "retry_different_path", "graceful_degradation", "close_no_action");
    private static final List<String> DECISIONS = List.of("retry", "take_over", "close");
    private static final List<String> OVERLOAD = List.of("allow_overload", "take_over", "close");
    private static final List<String> BY_ITSELF = List.of("take_over", "close");

    private IncidentEscalation() {}

    /** The incident stops in the state {@code escalated}. */
    static void stop(IncidentWorkUnit scene, EscalationReason reason, String message, Map<String, Object> evidence) {
        stop(scene, reason, message, evidence, false);
    }

    /**
     * @param known operators were notified of it before: they are not notified again, and see an update where it
     *     changed
     */
    static void stop(
            IncidentWorkUnit scene,
            EscalationReason reason,
            String message,
            Map<String, Object> evidence,
            boolean known) {
        boolean news = RoundReportingRule.standing(scene) || !known;
        String phase = scene.stage().phase();
        switch (scene.stage()) {
            case IncidentStage.Escalates going -> scene.move(going.escalate(reason), message);
            case IncidentStage.Escalated already -> scene.move(already.because(reason, already.phase()), message);
            case IncidentStage.Detecting before -> throw new IllegalStateException("nothing was tried yet");
            case IncidentStage.Dampening before -> throw new IllegalStateException("nothing was tried yet");
            case IncidentStage.Closed over -> throw new IllegalStateException("it is closed");
        }
        scene.become(scene.progress().with(new Escalation(reason, phase, scene.now())));
        if (news) {
            show(scene, reason, phase, message, evidence);
        }
        if (!known) {
            call(scene, reason, phase, message, evidence);
        }
    }

    /** Stops the incident where nothing goes on; where something does, only sets the flag. */
    static void stopUnless(
            boolean somethingGoesOn,
            IncidentWorkUnit scene,
            EscalationReason reason,
            String message,
            Map<String, Object> evidence) {
        if (somethingGoesOn || !(scene.stage() instanceof IncidentStage.Escalates)) {
            flag(scene, reason, message, evidence);
        } else {
            stop(scene, reason, message, evidence);
        }
    }

    /** The rest goes on; the flag stands beside the state. */
    static void flag(IncidentWorkUnit scene, EscalationReason reason, String message, Map<String, Object> evidence) {
        flag(scene, reason, scene.stage().phase(), message, evidence);
    }

    private static void flag(
            IncidentWorkUnit scene,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        scene.become(scene.progress().with(new Escalation(reason, phase, scene.now())));
        show(scene, reason, phase, message, evidence);
        call(scene, reason, phase, message, evidence);
    }

    private static void show(
            IncidentWorkUnit scene,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        IncidentReporter.status(
                scene,
                "escalated",
                phase,
                message,
                Map.of("reason", reason.wire(), "options", options(reason), "evidence", evidence));
    }

    private static List<String> options(EscalationReason reason) {
        return switch (reason) {
            case NO_ROOM -> OVERLOAD;
            case CUTOVER_HELD -> BY_ITSELF;
            case DID_NOT_HELP,
                    MADE_WORSE,
                    TUNNEL_LOST,
                    NOT_STEERED,
                    PLAN_REJECTED,
                    CLEANUP_FAILED,
                    CUTOVER_FAILED,
                    AUTOMATION_STOPPED,
                    CHANGE_FREEZE,
                    PROTECTED_NODE,
                    CAP_EXCEEDED,
                    APPROVAL_MISSING -> DECISIONS;
            case NO_ALTERNATE_PATH,
                    OWN_CONGESTION,
                    IMPACT_UNAVAILABLE,
                    PATH_COMPUTATION_UNAVAILABLE,
                    PROVISION_FAILED,
                    HEAD_END_BUSY,
                    UNPROTECTED,
                    MONITORING_UNAVAILABLE,
                    TELEMETRY_MISSING,
                    UNKNOWN -> OPTIONS;
        };
    }

    private static void call(
            IncidentWorkUnit scene,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        scene.audit(AuditEventType.ESCALATION, Map.of("reason", reason.wire(), "phase", phase, "evidence", evidence));
        IncidentReporter.people(
                scene, NotificationEvent.ESCALATION, message, Map.of("reason", reason.wire(), "phase", phase));
    }

    /** Reports a failure to operators; an escalation follows. */
    static void error(
            IncidentWorkUnit scene,
            EscalationReason code,
            String message,
            boolean retryable,
            Map<String, Object> details) {
        scene.send(
                ErrorReport.TYPE,
                new ErrorReport.Request(
                        scene.incident().incidentId(),
                        code.wire(),
                        message,
                        scene.stage().phase(),
                        "escalated",
                        retryable,
                        details,
                        IncidentReporter.SELF,
                        scene.now()));
        Map<String, Object> kept = new LinkedHashMap<>(details);
        kept.put("code", code.wire());
        kept.put("message", message);
        scene.audit(AuditEventType.ERROR, kept);
    }
}
