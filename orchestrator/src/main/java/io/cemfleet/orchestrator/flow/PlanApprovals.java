package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans that wait for an operator's approval, or are only shown. */
final class PlanApprovals {
    static final String APPROVAL = "approval";

    private PlanApprovals() {}

    static void propose(IncidentWorkUnit scene, List<Protection> proposed) {
        boolean asks = proposed.stream().anyMatch(PlanApprovals::asks);
        Map<String, Object> details = new LinkedHashMap<>(UpdateDetails.paths(proposed));
        details.put("proposed", proposed.stream().map(UpdateDetails::path).toList());
        if (asks) {
            details.put("waiting_for", APPROVAL);
        }
        String path = "Alternate path found (" + UpdateDetails.pathType(proposed.getFirst()) + "), ";
        IncidentReporter.status(scene, path + (asks ? "waiting for approval" : "observing, nothing is done"), details);
        boolean waitsAlready = scene.protections().stream().anyMatch(p -> asks(p) && !proposed.contains(p));
        if (asks && !waitsAlready) {
            callForWord(scene);
        }
    }

    /** Operators are notified once for each wait, not for each protection. */
    private static void callForWord(IncidentWorkUnit scene) {
        List<Protection> waiting =
                scene.protections().stream().filter(PlanApprovals::asks).toList();
        Map<String, Object> details = new LinkedHashMap<>(UpdateDetails.paths(waiting));
        details.put("waiting_for", APPROVAL);
        details.put("degraded_links", scene.picture().links().degraded());
        details.put("protections", waiting.stream().map(Protection::id).toList());
        details.put(
                "services",
                waiting.stream()
                        .flatMap(p -> p.cover().services().stream())
                        .distinct()
                        .count());
        details.put("options", List.of("approve", "reject", "take_over"));
        IncidentReporter.people(
                scene, NotificationEvent.APPROVAL_NEEDED, "A protection plan waits for approval", details);
    }

    /** Whether an operator may approve this one. */
    static boolean asks(Protection protection) {
        return protection.state() instanceof ProtectionState.Proposed proposed
                && proposed.mode().asks();
    }

    static String approved(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        List<Protection> meant = meant(scene, act);
        if (meant.isEmpty()) {
            return "ignored: nothing waits for approval";
        }
        for (Protection protection : meant) {
            ProtectionState.Proposed proposed = (ProtectionState.Proposed) protection.state();
            scene.put(protection
                    .consented(new ProtectionRecord.OperatorConsent(act.actor(), act.at()))
                    .in(proposed.approved(), protection.effort().afresh()));
        }
        if (!(scene.stage() instanceof IncidentStage.Computing)
                && scene.stage() instanceof IncidentStage.Recomputes going) {
            scene.move(going.recompute(), "approved by " + act.actor());
        }
        IncidentReporter.status(
                scene,
                "Approved by " + act.actor() + ", provisioning tunnel",
                Map.of("approved_by", act.actor(), "reason", act.reason()));
        return "folded";
    }

    static String rejected(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        List<Protection> meant = meant(scene, act);
        if (meant.isEmpty()) {
            return "ignored: nothing waits for approval";
        }
        for (Protection protection : meant) {
            ProtectionState.Proposed proposed = (ProtectionState.Proposed) protection.state();
            scene.put(protection
                    .avoiding(proposed.route().path().links())
                    .in(proposed.rejected(), protection.effort().afresh()));
        }
        boolean goesOn = scene.carries()
                || scene.covered()
                || scene.any(ProtectionState.Proposed.class::isInstance)
                || scene.protections().stream().anyMatch(ProvisionAndSteerPhase::onItsWay);
        IncidentEscalation.stopUnless(
                goesOn,
                scene,
                EscalationReason.PLAN_REJECTED,
                "The plan was rejected by " + act.actor(),
                Map.of(
                        "rejected_by",
                        act.actor(),
                        "reason",
                        act.reason(),
                        "protections",
                        meant.stream().map(Protection::id).toList()));
        return "folded";
    }

    private static List<Protection> meant(IncidentWorkUnit scene, IncidentFact.OperatorDecided act) {
        return scene.protections().stream()
                .filter(PlanApprovals::asks)
                .filter(p -> act.protection() == null || act.protection().equals(p.id()))
                .toList();
    }
}
