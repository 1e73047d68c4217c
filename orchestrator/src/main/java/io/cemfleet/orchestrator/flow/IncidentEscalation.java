package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Escalates an incident to operators: as a state when nothing can go on, as a flag when the rest can. */
final class IncidentEscalation {
    private static final List<String> OPTIONS =
            List.of("manual_intervention", "retry_different_path", "graceful_degradation", "close_no_action");
    private static final List<String> DECISIONS =
            options(OperatorActionKind.RETRY, OperatorActionKind.TAKE_OVER, OperatorActionKind.CLOSE);
    private static final List<String> OVERLOAD =
            options(OperatorActionKind.ALLOW_OVERLOAD, OperatorActionKind.TAKE_OVER, OperatorActionKind.CLOSE);
    private static final List<String> BY_ITSELF = options(OperatorActionKind.TAKE_OVER, OperatorActionKind.CLOSE);

    private IncidentEscalation() {}

    /** The incident stops in the state {@code escalated}. */
    static void stop(IncidentWorkUnit work, EscalationReason reason, String message, Map<String, Object> evidence) {
        stop(work, reason, message, evidence, false);
    }

    /**
     * @param known operators were notified of it before: they are not notified again, and see an update where it
     *     changed
     */
    static void stop(
            IncidentWorkUnit work,
            EscalationReason reason,
            String message,
            Map<String, Object> evidence,
            boolean known) {
        boolean news = RoundReportingRule.standing(work) || !known;
        String phase = work.stage().phase();
        switch (work.stage()) {
            case IncidentStage.Escalates going -> work.move(going.escalate(reason), message);
            case IncidentStage.Escalated already -> work.move(already.because(reason, already.phase()), message);
            case IncidentStage.Detecting before -> throw new IllegalStateException("nothing was tried yet");
            case IncidentStage.Dampening before -> throw new IllegalStateException("nothing was tried yet");
            case IncidentStage.Closed over -> throw new IllegalStateException("it is closed");
        }
        work.update(work.progress().with(new Escalation(reason, phase, work.now())));
        if (news) {
            update(work, reason, phase, message, evidence);
        }
        if (!known) {
            notifyOperators(work, reason, phase, message, evidence);
        }
    }

    /** Stops the incident where nothing goes on; where something does, only sets the flag. */
    static void stopUnless(
            boolean somethingGoesOn,
            IncidentWorkUnit work,
            EscalationReason reason,
            String message,
            Map<String, Object> evidence) {
        if (somethingGoesOn || !(work.stage() instanceof IncidentStage.Escalates)) {
            flag(work, reason, message, evidence);
        } else {
            stop(work, reason, message, evidence);
        }
    }

    /** The rest goes on; the flag stands beside the state. */
    static void flag(IncidentWorkUnit work, EscalationReason reason, String message, Map<String, Object> evidence) {
        flag(work, reason, work.stage().phase(), message, evidence);
    }

    private static void flag(
            IncidentWorkUnit work,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        work.update(work.progress().with(new Escalation(reason, phase, work.now())));
        update(work, reason, phase, message, evidence);
        notifyOperators(work, reason, phase, message, evidence);
    }

    private static void update(
            IncidentWorkUnit work,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        IncidentReporter.status(
                work,
                IncidentState.ESCALATED,
                phase,
                message,
                new StatusDetails.EscalationNotice(reason, options(reason), evidence).members());
    }

    private static List<String> options(OperatorActionKind... actions) {
        return Arrays.stream(actions).map(OperatorActionKind::wire).toList();
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

    private static void notifyOperators(
            IncidentWorkUnit work,
            EscalationReason reason,
            String phase,
            String message,
            Map<String, Object> evidence) {
        work.audit(
                AuditEventType.ESCALATION, new AuditDetails.EscalationEntry(reason.wire(), phase, evidence).members());
        IncidentReporter.notifyOperators(
                work,
                NotificationEvent.ESCALATION,
                message,
                new NotificationDetails.EscalationCall(reason, phase).members());
    }

    /** Reports a failure to operators; an escalation follows. */
    static void error(
            IncidentWorkUnit work,
            EscalationReason code,
            String message,
            boolean retryable,
            Map<String, Object> details) {
        work.send(
                ErrorReport.TYPE,
                new ErrorReport.Request(
                        work.incident().incidentId(),
                        code.wire(),
                        message,
                        work.stage().phase(),
                        IncidentState.ESCALATED.wire(),
                        retryable,
                        details,
                        IncidentReporter.SELF,
                        work.now()));
        Map<String, Object> kept = new LinkedHashMap<>(details);
        kept.putAll(new AuditDetails.Failure(code.wire(), message).members());
        work.audit(AuditEventType.ERROR, kept);
    }
}
