package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.a2a.contract.WaitingFor;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;

/** Plans that wait for an operator's approval, or are only shown. */
final class PlanApprovals {
    private PlanApprovals() {}

    static void propose(IncidentWorkUnit work, List<Protection> proposed) {
        boolean needsApproval = proposed.stream().anyMatch(PlanApprovals::awaitsApproval);
        String path = "Alternate path found ("
                + UpdateDetails.pathType(proposed.getFirst()).wire() + "), ";
        IncidentReporter.status(
                work,
                path + (needsApproval ? "waiting for approval" : "observing, nothing is done"),
                UpdateDetails.paths(proposed)
                        .proposed(needsApproval ? WaitingFor.APPROVAL : null)
                        .members());
        boolean waitsAlready = work.protections().stream().anyMatch(p -> awaitsApproval(p) && !proposed.contains(p));
        if (needsApproval && !waitsAlready) {
            requestApproval(work);
        }
    }

    /** Operators are notified once for each wait, not for each protection. */
    private static void requestApproval(IncidentWorkUnit work) {
        List<Protection> waiting = work.protections().stream()
                .filter(PlanApprovals::awaitsApproval)
                .toList();
        StatusDetails.Paths paths = UpdateDetails.paths(waiting);
        NotificationDetails.ApprovalRequest details = new NotificationDetails.ApprovalRequest(
                paths.pathType(),
                paths.hopCount(),
                paths.relaxed(),
                paths.paths(),
                WaitingFor.APPROVAL,
                work.context().links().degraded(),
                waiting.stream().map(Protection::id).toList(),
                waiting.stream()
                        .flatMap(p -> p.scope().services().stream())
                        .distinct()
                        .count(),
                List.of(OperatorActionKind.APPROVE, OperatorActionKind.REJECT, OperatorActionKind.TAKE_OVER));
        IncidentReporter.notifyOperators(
                work, NotificationEvent.APPROVAL_NEEDED, "A protection plan waits for approval", details.members());
    }

    /** Whether an operator may approve this one. */
    static boolean awaitsApproval(Protection protection) {
        return protection.state() instanceof ProtectionState.Proposed proposed
                && proposed.mode().needsApproval();
    }

    static String approved(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        List<Protection> targets = targets(work, decision);
        if (targets.isEmpty()) {
            return "ignored: nothing waits for approval";
        }
        for (Protection protection : targets) {
            ProtectionState.Proposed proposed = (ProtectionState.Proposed) protection.state();
            work.put(protection
                    .consented(new ProtectionRecord.OperatorConsent(decision.actor(), decision.at()))
                    .in(proposed.approved(), protection.attempts().restarted()));
        }
        if (!(work.stage() instanceof IncidentStage.Computing)
                && work.stage() instanceof IncidentStage.Recomputes going) {
            work.move(going.recompute(), "approved by " + decision.actor());
        }
        IncidentReporter.status(
                work,
                "Approved by " + decision.actor() + ", provisioning tunnel",
                new StatusDetails.PlanApproval(decision.actor(), decision.reason()).members());
        return "folded";
    }

    static String rejected(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        List<Protection> targets = targets(work, decision);
        if (targets.isEmpty()) {
            return "ignored: nothing waits for approval";
        }
        for (Protection protection : targets) {
            ProtectionState.Proposed proposed = (ProtectionState.Proposed) protection.state();
            work.put(protection
                    .avoiding(proposed.route().path().links())
                    .in(proposed.rejected(), protection.attempts().restarted()));
        }
        boolean goesOn = work.carriesTraffic()
                || work.coveredElsewhere()
                || work.any(ProtectionState.Proposed.class::isInstance)
                || work.protections().stream().anyMatch(ProvisionAndSteerPhase::isUnderWay);
        IncidentEscalation.stopUnless(
                goesOn,
                work,
                EscalationReason.PLAN_REJECTED,
                "The plan was rejected by " + decision.actor(),
                Map.of(
                        "rejected_by",
                        decision.actor(),
                        "reason",
                        decision.reason(),
                        "protections",
                        targets.stream().map(Protection::id).toList()));
        return "folded";
    }

    private static List<Protection> targets(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        return work.protections().stream()
                .filter(PlanApprovals::awaitsApproval)
                .filter(p ->
                        decision.protection() == null || decision.protection().equals(p.id()))
                .toList();
    }
}
