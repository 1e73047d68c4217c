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
    public static void takeOver(IncidentWorkUnit scene, String actor, String reason) {
        IncidentLinks links = scene.picture().links();
        scene.become(scene.incident()
                .with(scene.incident()
                        .care()
                        .takenOver(new OperatorState.Takeover(actor, scene.now(), links.avoided()))));
        cancelWatch(scene);
        IncidentReporter.status(scene, "Taken over by " + actor, Map.of("taken_over_by", actor, "reason", reason));
    }

    /** Cancels the watch: the restoration monitor stops polling and returns no traffic. */
    static void cancelWatch(IncidentWorkUnit scene) {
        if (scene.progress().watch().revision() > 0) {
            scene.send(
                    CancelMonitoring.TYPE,
                    new CancelMonitoring.Request(
                            scene.incident().incidentId(), scene.progress().planRevision()));
        }
    }

    static String acted(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        if (scene.resting()) {
            return "ignored: a person has the incident";
        }
        if (act.action() == OperatorActionKind.ALLOW_OVERLOAD) {
            return overloadAllowed(scene, act);
        }
        scene.become(scene.progress().replanned());
        return switch (act.action()) {
            case APPROVE -> PlanApprovals.approved(scene, act);
            case REJECT -> PlanApprovals.rejected(scene, act);
            case RETRY -> retried(scene, act);
            case ACKNOWLEDGE, ASSIGN, COMMENT, TAKE_OVER, HAND_BACK, ALLOW_OVERLOAD, CLOSE ->
                throw new IllegalArgumentException(act.action() + " is no such fact");
        };
    }

    /** The decision is stored with the incident already: declined protections are requested again. */
    private static String overloadAllowed(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        PlanRound.freed(scene);
        IncidentReporter.status(
                scene,
                "Paths without room allowed by " + act.actor(),
                Map.of("overload_allowed_by", act.actor(), "reason", act.reason()));
        return "folded";
    }

    private static String retried(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        String message = "Another try, asked for by " + act.actor();
        IncidentReporter.status(scene, message, Map.of("retried_by", act.actor(), "reason", act.reason()));
        scene.become(scene.progress().with((Escalation) null).with(QueryRetryState.NONE));
        switch (scene.stage()) {
            case IncidentStage.Escalated escalated -> goOn(scene, escalated, act);
            case IncidentStage.Monitoring monitoring -> {
                if (SteeringAnswers.again(scene, meant(scene, act))) {
                    return "folded";
                } else if (wantAgain(scene, act) || onOtherPaths(scene, act)) {
                    scene.move(monitoring.recompute(), message);
                } else {
                    scene.become(scene.progress().with(scene.progress().watch().again()));
                }
            }
            default -> {
                return "ignored: nothing to try again in "
                        + scene.stage().label().wire();
            }
        }
        return "folded";
    }

    /** Automation goes on from the incident's present stage. */
    private static void goOn(
            IncidentWorkUnit scene, IncidentStage.Escalated escalated, IncidentFact.OperatorDecided act) {
        String why = act.action() == OperatorActionKind.RETRY ? "an operator wants another try" : "handed back";
        if (escalated.reason() == EscalationReason.CLEANUP_FAILED && scene.leaves()) {
            scene.protections().stream()
                    .filter(p -> p.state() instanceof ProtectionState.FailedHolding)
                    .forEach(p -> scene.put(p.in(p.state(), p.effort().afresh())));
        } else if (!scene.picture().assessed()) {
            scene.move(escalated.reassess(), why);
        } else if (wantAgain(scene, act)
                || escalated.reason() == EscalationReason.DID_NOT_HELP
                        && act.action() == OperatorActionKind.RETRY
                        && onOtherPaths(scene, act)) {
            scene.move(escalated.recompute(), why);
        } else if (scene.carries()) {
            MonitoringPhase.enter(scene, escalated.monitor(), why);
        } else {
            scene.move(escalated.reassess(), why);
        }
    }

    /**
     * A protection that failed or was left is wanted again; the operator's decision also lets automation go on with its
     * key.
     */
    private static boolean wantAgain(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        boolean any = false;
        for (Protection protection : meant(scene, act)) {
            scene.keys().resume(protection.key());
            Protection again =
                    switch (protection.state()) {
                        case ProtectionState.NoPath none ->
                            protection.avoiding(List.of()).declined(null).afresh(ProtectionState.Wanted.NEW);
                        case ProtectionState.Failed failed -> afresh(protection, ProtectionState.Wanted.NEW);
                        case ProtectionState.FailedHolding holding
                        when !holding.returned() -> afresh(protection, holding.replan());
                        case ProtectionState.Wanted wanted -> protection;
                        default -> null;
                    };
            if (again != null) {
                scene.put(again);
                any = true;
            }
        }
        return any;
    }

    /** Tries another path where the last one failed for another reason than a refusal by a rule. */
    private static Protection afresh(Protection protection, ProtectionState.Wanted wanted) {
        return (protection.effort().refusal() == null ? protection : protection.avoiding(List.of())).afresh(wanted);
    }

    private static boolean onOtherPaths(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        boolean any = false;
        for (Protection protection : meant(scene, act)) {
            any |= ProtectionReplanning.elsewhere(scene, protection);
        }
        return any;
    }

    private static List<Protection> meant(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        return scene.protections().stream()
                .filter(p -> act.protection() == null || act.protection().equals(p.id()))
                .toList();
    }

    static String handedBack(IncidentWorkUnit scene, IncidentFact.HandedBack back) {
        scene.become(scene.progress().replanned());
        IncidentReporter.status(
                scene,
                "Handed back by " + back.actor(),
                Map.of("handed_back_by", back.actor(), "reason", back.reason()));
        List<String> added = scene.picture().links().avoided().stream()
                .filter(link -> !back.links().contains(link))
                .toList();
        if (!added.isEmpty() && scene.stage() instanceof IncidentStage.Reassesses going) {
            ProtectionReplanning.around(scene, added);
            scene.move(going.reassess(), "the incident grew while a person had it");
            return "folded";
        }
        switch (scene.stage()) {
            case IncidentStage.Escalated escalated ->
                goOn(
                        scene,
                        escalated,
                        new IncidentFact.OperatorDecided(
                                OperatorActionKind.HAND_BACK, back.actor(), back.reason(), scene.now(), null));
            case IncidentStage.Restoring restoring -> MonitoringPhase.enter(scene, restoring.relapse(), "handed back");
            case IncidentStage.Monitoring monitoring ->
                scene.become(scene.progress().with(scene.progress().watch().again()));
            default -> {}
        }
        return "folded";
    }
}
