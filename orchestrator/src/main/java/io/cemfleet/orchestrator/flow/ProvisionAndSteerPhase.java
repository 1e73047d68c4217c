package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Phases 4 and 5: creates tunnels and steers traffic, each protection at its own pace; the incident's stage is that of
 * its least advanced open protection.
 */
final class ProvisionAndSteerPhase {
    private ProvisionAndSteerPhase() {}

    /** Whether a protection has a path, and no traffic on it yet. */
    static boolean onItsWay(Protection protection) {
        return protection.state() instanceof ProtectionState.Planned
                || protection.state() instanceof ProtectionState.Provisioned;
    }

    /** Whether a protection still holds the incident back in this state. */
    static boolean behind(IncidentStage stage, ProtectionState state) {
        return behind(stage).contains(state.label());
    }

    /** The states of protections that hold the incident back in this one. */
    static Set<String> behind(IncidentStage stage) {
        return switch (stage) {
            case IncidentStage.Provisioning provisioning -> Set.of("wanted", "planned");
            case IncidentStage.Steering steering -> Set.of("wanted", "planned", "provisioned");
            default -> Set.of();
        };
    }

    static void advance(IncidentWorkUnit scene, IncidentStage.Provisioning provisioning) {
        List<Protection> all = scene.protections();
        all.forEach(protection -> ProtectionWorkflow.next(scene, protection));
        if (seeksAgain(scene, provisioning)
                || all.stream().anyMatch(p -> behind(provisioning, p.state()))
                || stopped(scene)) {
            return;
        }
        if (nothingWasMade(scene)) {
            onWith(scene, provisioning.recompute(), provisioning.monitor());
            return;
        }
        List<Protection> made = all.stream()
                .filter(p -> onItsWay(p) || p.state().carriesTraffic())
                .toList();
        Map<String, Object> details = UpdateDetails.tunnels(made);
        String message =
                "Protection tunnel created (" + details.getOrDefault("te_type", "unknown") + "), steering traffic";
        IncidentReporter.status(scene, message, details);
        scene.move(provisioning.steer(), "tunnels stand");
    }

    static void advance(IncidentWorkUnit scene, IncidentStage.Steering steering) {
        List<Protection> all = scene.protections();
        if (seeksAgain(scene, steering)) {
            return;
        }
        if (all.stream().anyMatch(p -> behind(new IncidentStage.Provisioning(), p.state()))) {
            scene.move(steering.nextAttempt(), "another tunnel has to be made");
            return;
        }
        all.forEach(protection -> ProtectionWorkflow.next(scene, protection));
        if (all.stream().anyMatch(p -> behind(steering, p.state())) || stopped(scene)) {
            return;
        }
        if (nothingWasMade(scene)) {
            onWith(scene, steering.recompute(), steering.monitor());
            return;
        }
        List<Protection> now = scene.protections();
        List<Protection> carrying =
                now.stream().filter(p -> p.state().carriesTraffic()).toList();
        Map<String, Object> details = UpdateDetails.steered(now);
        details.put("tunnels", UpdateDetails.tunnels(carrying).get("tunnels"));
        SteeredServices riders = SteeredServices.of(now);
        IncidentReporter.status(
                scene, riders.traffic() + " steered onto protection tunnel, monitoring original path", details);
        scene.become(scene.progress().protectedSince(scene.now()));
        MonitoringPhase.enter(scene, steering.monitor(), "traffic is on its protections");
        IncidentReporter.people(
                scene,
                NotificationEvent.PROTECTION_ACTIVE,
                (riders.off().isEmpty() ? "Traffic of " + riders.on().size() + " services" : riders.traffic())
                        + " is protected",
                people(details, carrying));
    }

    private static Map<String, Object> people(Map<String, Object> steered, List<Protection> carrying) {
        Map<String, Object> details = UpdateDetails.tunnels(carrying);
        details.put("services_steered", steered.get("services_steered"));
        if (steered.containsKey("not_steered")) {
            details.put("not_steered", steered.get("not_steered"));
        }
        return details;
    }

    /** A path that turned out to be unusable: another one is sought once nothing else is under way. */
    private static boolean seeksAgain(IncidentWorkUnit scene, IncidentStage.Recomputes going) {
        if (!scene.any(ProtectionState.Wanted.class::isInstance) || scene.awaitsEffect()) {
            return false;
        }
        scene.moveReplanned(going.recompute(), "a path could not be had, another one is sought");
        return true;
    }

    private static boolean nothingWasMade(IncidentWorkUnit scene) {
        return scene.protections().stream()
                .noneMatch(p -> onItsWay(p) || p.state().carriesTraffic());
    }

    /** Only protections that wait for an operator's decision, or that another incident covers, are left open. */
    private static void onWith(
            IncidentWorkUnit scene, IncidentStage.Computing computing, IncidentStage.Monitoring monitoring) {
        if (scene.any(ProtectionState.Proposed.class::isInstance)) {
            scene.move(computing, "the rest waits for approval");
        } else {
            MonitoringPhase.enter(scene, monitoring, "another incident protects the rest");
        }
    }

    /** Reports protections that were given up; true when none is left that could go on. */
    private static boolean stopped(IncidentWorkUnit scene) {
        List<Protection> lost = scene.protections().stream()
                .filter(ProvisionAndSteerPhase::untold)
                .toList();
        boolean goesOn =
                !nothingWasMade(scene) || scene.covered() || scene.any(ProtectionState.Proposed.class::isInstance);
        if (!lost.isEmpty()) {
            lost.forEach(protection -> scene.put(told(protection)));
            tell(scene, lost, goesOn);
        } else if (!goesOn) {
            IncidentEscalation.stop(
                    scene, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
        return !goesOn;
    }

    /** A write that a rule forbids is no failure: the incident is escalated with the rule's name, without an error. */
    private static void tell(IncidentWorkUnit scene, List<Protection> lost, boolean goesOn) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "attempts",
                lost.stream().mapToInt(p -> p.effort().tries()).max().orElse(0));
        details.put(
                "protections",
                lost.stream().map(ProvisionAndSteerPhase::failure).toList());
        WriteRefusal refusal = lost.stream()
                .map(p -> p.effort().refusal())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        EscalationReason reason = refusal == null ? failure(lost) : WriteRefusals.reason(refusal);
        String count = lost.size() + " of " + scene.protections().size();
        String message = refusal == null
                ? "Protection failed for " + count
                : WriteRefusals.words(refusal) + ", no protection for " + count;
        if (refusal == null) {
            IncidentEscalation.error(scene, reason, message, false, details);
        }
        IncidentEscalation.stopUnless(
                goesOn,
                scene,
                reason,
                message + (goesOn ? ", the rest goes on" : ", an operator has to decide"),
                details);
    }

    /** Names busy head-ends as the reason only where nothing else went wrong. */
    private static EscalationReason failure(List<Protection> lost) {
        return lost.stream().map(WriteRetryPolicy::reason).allMatch(EscalationReason.HEAD_END_BUSY::equals)
                ? EscalationReason.HEAD_END_BUSY
                : EscalationReason.PROVISION_FAILED;
    }

    private static boolean untold(Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.Failed failed -> !failed.told();
            case ProtectionState.FailedHolding holding -> !holding.told();
            default -> false;
        };
    }

    private static Protection told(Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.Failed failed -> protection.in(new ProtectionState.Failed(true));
            case ProtectionState.FailedHolding holding -> protection.in(holding.nowTold());
            default -> protection;
        };
    }

    private static Map<String, Object> failure(Protection protection) {
        String error = protection.effort().lastError();
        return Map.of(
                "protection_key",
                protection.id(),
                "services",
                protection.cover().services(),
                "error",
                error == null ? "unknown" : error,
                "holds_resources",
                protection.state() instanceof ProtectionState.FailedHolding);
    }
}
