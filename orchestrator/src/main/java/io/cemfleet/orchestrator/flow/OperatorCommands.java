package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CancelMonitoring;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.QueryRetryState;
import java.util.List;
import java.util.Map;

/** The operator commands that change an incident. */
public final class OperatorCommands {
    private OperatorCommands() {}

    /** From now on automation writes nothing for the incident; facts are still stored and shown. */
    public static void takeOver(IncidentWorkUnit work, String actor, String reason) {
        IncidentLinks links = work.context().links();
        work.update(work.incident()
                .with(work.incident()
                        .operatorState()
                        .takenOver(new OperatorState.Takeover(actor, work.now(), links.avoided()))));
        cancelWatch(work);
        IncidentReporter.status(work, "Taken over by " + actor, Map.of("taken_over_by", actor, "reason", reason));
    }

    /** Cancels the watch: the restoration monitor stops polling and returns no traffic. */
    static void cancelWatch(IncidentWorkUnit work) {
        if (work.progress().monitoring().revision() > 0) {
            work.send(
                    CancelMonitoring.TYPE,
                    new CancelMonitoring.Request(
                            work.incident().incidentId(), work.progress().planRevision()));
        }
    }

    static String decided(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        if (work.automationPaused()) {
            return "ignored: a person has the incident";
        }
        if (decision.action() == OperatorActionKind.ALLOW_OVERLOAD) {
            return overloadAllowed(work, decision);
        }
        work.update(work.progress().replanned());
        return switch (decision.action()) {
            case APPROVE -> PlanApprovals.approved(work, decision);
            case REJECT -> PlanApprovals.rejected(work, decision);
            case RETRY -> retried(work, decision);
            case ACKNOWLEDGE, ASSIGN, COMMENT, TAKE_OVER, HAND_BACK, ALLOW_OVERLOAD, CLOSE ->
                throw new IllegalArgumentException(decision.action() + " is no such fact");
        };
    }

    /** The decision is stored with the incident already: declined protections are requested again. */
    private static String overloadAllowed(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        PlanRound.capacityFreed(work);
        IncidentReporter.status(
                work,
                "Paths without room allowed by " + decision.actor(),
                Map.of("overload_allowed_by", decision.actor(), "reason", decision.reason()));
        return "folded";
    }

    private static String retried(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        String message = "Another try, requested by " + decision.actor();
        IncidentReporter.status(work, message, Map.of("retried_by", decision.actor(), "reason", decision.reason()));
        work.update(work.progress().with((Escalation) null).with(QueryRetryState.NONE));
        switch (work.stage()) {
            case IncidentStage.Escalated escalated -> resume(work, escalated, decision);
            case IncidentStage.Monitoring monitoring -> {
                if (SteeringAnswers.retry(work, targets(work, decision))) {
                    return "folded";
                } else if (planAgain(work, decision) || onOtherPaths(work, decision)) {
                    work.move(monitoring.recompute(), message);
                } else {
                    work.update(
                            work.progress().with(work.progress().monitoring().requestedAgain()));
                }
            }
            default -> {
                return "ignored: nothing to try again in "
                        + work.stage().label().wire();
            }
        }
        return "folded";
    }

    /** Automation goes on from the incident's present stage. */
    private static void resume(
            IncidentWorkUnit work, IncidentStage.Escalated escalated, IncidentFact.OperatorDecided decision) {
        String why = decision.action() == OperatorActionKind.RETRY ? "an operator wants another try" : "handed back";
        if (escalated.reason() == EscalationReason.CLEANUP_FAILED && work.hasLeftovers()) {
            work.protections().stream()
                    .filter(p -> p.state() instanceof ProtectionState.FailedHolding)
                    .forEach(p -> work.put(p.in(p.state(), p.attempts().restarted())));
        } else if (!work.context().assessed()) {
            work.move(escalated.reassess(), why);
        } else if (planAgain(work, decision)
                || (escalated.reason() == EscalationReason.DID_NOT_HELP
                        && decision.action() == OperatorActionKind.RETRY
                        && onOtherPaths(work, decision))) {
            work.move(escalated.recompute(), why);
        } else if (work.carriesTraffic()) {
            MonitoringPhase.enter(work, escalated.monitor(), why);
        } else {
            work.move(escalated.reassess(), why);
        }
    }

    /**
     * A protection that failed or was left is wanted again; the operator's decision also lets automation go on with its
     * key.
     */
    private static boolean planAgain(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        boolean any = false;
        for (Protection protection : targets(work, decision)) {
            work.keys().resume(protection.key());
            Protection again =
                    switch (protection.state()) {
                        case ProtectionState.NoPath none ->
                            protection.avoiding(List.of()).declined(null).restarted(ProtectionState.Wanted.NEW);
                        case ProtectionState.Failed failed -> restarted(protection, ProtectionState.Wanted.NEW);
                        case ProtectionState.FailedHolding holding
                        when !holding.returned() -> restarted(protection, holding.replan());
                        case ProtectionState.Wanted wanted -> protection;
                        default -> null;
                    };
            if (again != null) {
                work.put(again);
                any = true;
            }
        }
        return any;
    }

    /** Tries another path where the last one failed for another reason than a refusal by a rule. */
    private static Protection restarted(Protection protection, ProtectionState.Wanted wanted) {
        return (protection.attempts().refusal() == null ? protection : protection.avoiding(List.of()))
                .restarted(wanted);
    }

    private static boolean onOtherPaths(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        boolean any = false;
        for (Protection protection : targets(work, decision)) {
            any |= ProtectionReplanning.replan(work, protection);
        }
        return any;
    }

    private static List<Protection> targets(IncidentWorkUnit work, IncidentFact.OperatorDecided decision) {
        return work.protections().stream()
                .filter(p ->
                        decision.protection() == null || decision.protection().equals(p.id()))
                .toList();
    }

    static String handedBack(IncidentWorkUnit work, IncidentFact.HandedBack back) {
        work.update(work.progress().replanned());
        IncidentReporter.status(
                work,
                "Handed back by " + back.actor(),
                Map.of("handed_back_by", back.actor(), "reason", back.reason()));
        List<String> added = work.context().links().avoided().stream()
                .filter(link -> !back.links().contains(link))
                .toList();
        if (!added.isEmpty() && work.stage() instanceof IncidentStage.Reassesses going) {
            ProtectionReplanning.around(work, added);
            work.move(going.reassess(), "the incident grew while a person had it");
            return "folded";
        }
        switch (work.stage()) {
            case IncidentStage.Escalated escalated ->
                resume(
                        work,
                        escalated,
                        new IncidentFact.OperatorDecided(
                                OperatorActionKind.HAND_BACK, back.actor(), back.reason(), work.now(), null));
            case IncidentStage.Restoring restoring -> MonitoringPhase.enter(work, restoring.relapse(), "handed back");
            case IncidentStage.Monitoring monitoring ->
                work.update(work.progress().with(work.progress().monitoring().requestedAgain()));
            default -> {}
        }
        return "folded";
    }
}
