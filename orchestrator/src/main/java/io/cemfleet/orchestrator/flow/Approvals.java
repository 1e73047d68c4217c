package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans that wait for a person's word, or are only shown. */
final class Approvals {
    static final String APPROVAL = "approval";

    private Approvals() {}

    static void propose(Scene scene, List<Protection> proposed) {
        boolean asks = proposed.stream().anyMatch(Approvals::asks);
        Map<String, Object> details = new LinkedHashMap<>(Details.paths(proposed));
        details.put("proposed", proposed.stream().map(Details::path).toList());
        if (asks) {
            details.put("waiting_for", APPROVAL);
        }
        String path = "Alternate path found (" + Details.pathType(proposed.getFirst()) + "), ";
        Updates.status(scene, path + (asks ? "waiting for approval" : "observing, nothing is done"), details);
        boolean waitsAlready = scene.protections().stream().anyMatch(p -> asks(p) && !proposed.contains(p));
        if (asks && !waitsAlready) {
            callForWord(scene);
        }
    }

    /** People are told once a wait, not once a protection. */
    private static void callForWord(Scene scene) {
        List<Protection> waiting =
                scene.protections().stream().filter(Approvals::asks).toList();
        Map<String, Object> details = new LinkedHashMap<>(Details.paths(waiting));
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
        Updates.people(scene, NotificationEvent.APPROVAL_NEEDED, "A protection plan waits for approval", details);
    }

    /** Whether a person may let this one go on. */
    static boolean asks(Protection protection) {
        return protection.state() instanceof ProtectionState.Proposed proposed
                && proposed.mode().asks();
    }

    static String approved(Scene scene, Fact.Acted act) {
        List<Protection> meant = meant(scene, act);
        if (meant.isEmpty()) {
            return "ignored: nothing waits for approval";
        }
        for (Protection protection : meant) {
            ProtectionState.Proposed proposed = (ProtectionState.Proposed) protection.state();
            scene.put(protection
                    .consented(new Standing.Consent(act.actor(), act.at()))
                    .in(proposed.approved(), protection.effort().afresh()));
        }
        if (!(scene.stage() instanceof Stage.Computing) && scene.stage() instanceof Stage.Recomputes going) {
            scene.move(going.recompute(), "approved by " + act.actor());
        }
        Updates.status(
                scene,
                "Approved by " + act.actor() + ", provisioning tunnel",
                Map.of("approved_by", act.actor(), "reason", act.reason()));
        return "folded";
    }

    static String rejected(Scene scene, Fact.Acted act) {
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
                || scene.protections().stream().anyMatch(Build::onItsWay);
        Escalate.stopUnless(
                goesOn,
                scene,
                "plan_rejected",
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

    private static List<Protection> meant(Scene scene, Fact.Acted act) {
        return scene.protections().stream()
                .filter(Approvals::asks)
                .filter(p -> act.protection() == null || act.protection().equals(p.id()))
                .toList();
    }
}
