package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.StatusDetails;
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
    static boolean isUnderWay(Protection protection) {
        return protection.state() instanceof ProtectionState.Planned
                || protection.state() instanceof ProtectionState.Provisioned;
    }

    /** Whether a protection still holds the incident back in this state. */
    static boolean blockingStates(IncidentStage stage, ProtectionState state) {
        return blockingStates(stage).contains(state.label());
    }

    /** The states of protections that hold the incident back in this one. */
    static Set<String> blockingStates(IncidentStage stage) {
        return switch (stage) {
            case IncidentStage.Provisioning provisioning -> Set.of("wanted", "planned");
            case IncidentStage.Steering steering -> Set.of("wanted", "planned", "provisioned");
            default -> Set.of();
        };
    }

    static void advance(IncidentWorkUnit work, IncidentStage.Provisioning provisioning) {
        List<Protection> all = work.protections();
        all.forEach(protection -> ProtectionWorkflow.next(work, protection));
        if (planAgain(work, provisioning)
                || all.stream().anyMatch(p -> blockingStates(provisioning, p.state()))
                || stopped(work)) {
            return;
        }
        if (nothingProvisioned(work)) {
            leaveUnprovisioned(work, provisioning.recompute(), provisioning.monitor());
            return;
        }
        List<Protection> made = all.stream()
                .filter(p -> isUnderWay(p) || p.state().carriesTraffic())
                .toList();
        StatusDetails.Tunnels details = UpdateDetails.tunnels(made);
        String type = details.teType() == null ? "unknown" : details.teType().wire();
        IncidentReporter.status(work, "Protection tunnel created (" + type + "), steering traffic", details.members());
        work.move(provisioning.steer(), "tunnels stand");
    }

    static void advance(IncidentWorkUnit work, IncidentStage.Steering steering) {
        List<Protection> all = work.protections();
        if (planAgain(work, steering)) {
            return;
        }
        if (all.stream().anyMatch(p -> blockingStates(new IncidentStage.Provisioning(), p.state()))) {
            work.move(steering.nextAttempt(), "another tunnel has to be made");
            return;
        }
        all.forEach(protection -> ProtectionWorkflow.next(work, protection));
        if (all.stream().anyMatch(p -> blockingStates(steering, p.state())) || stopped(work)) {
            return;
        }
        if (nothingProvisioned(work)) {
            leaveUnprovisioned(work, steering.recompute(), steering.monitor());
            return;
        }
        List<Protection> now = work.protections();
        List<Protection> carrying =
                now.stream().filter(p -> p.state().carriesTraffic()).toList();
        StatusDetails.Tunnels tunnels = UpdateDetails.tunnels(carrying);
        StatusDetails.Steering details = UpdateDetails.steered(now).onto(tunnels.tunnels());
        SteeredServices steeredServices = SteeredServices.of(now);
        IncidentReporter.status(
                work,
                steeredServices.traffic() + " steered onto protection tunnel, monitoring original path",
                details.members());
        work.update(work.progress().protectedSince(work.now()));
        MonitoringPhase.enter(work, steering.monitor(), "traffic is on its protections");
        IncidentReporter.notifyOperators(
                work,
                NotificationEvent.PROTECTION_ACTIVE,
                (steeredServices.off().isEmpty()
                                ? "Traffic of " + steeredServices.on().size() + " services"
                                : steeredServices.traffic())
                        + " is protected",
                new NotificationDetails.ActiveProtection(
                                tunnels.tunnelId(),
                                tunnels.bindingSid(),
                                tunnels.teType(),
                                tunnels.tunnels(),
                                details.servicesSteered(),
                                details.notSteered())
                        .members());
    }

    /** A path that turned out to be unusable: another one is sought once nothing else is under way. */
    private static boolean planAgain(IncidentWorkUnit work, IncidentStage.Recomputes going) {
        if (!work.any(ProtectionState.Wanted.class::isInstance) || work.awaitsEffect()) {
            return false;
        }
        work.moveReplanned(going.recompute(), "a path could not be had, another one is sought");
        return true;
    }

    private static boolean nothingProvisioned(IncidentWorkUnit work) {
        return work.protections().stream()
                .noneMatch(p -> isUnderWay(p) || p.state().carriesTraffic());
    }

    /** Only protections that wait for an operator's decision, or that another incident covers, are left open. */
    private static void leaveUnprovisioned(
            IncidentWorkUnit work, IncidentStage.Computing computing, IncidentStage.Monitoring monitoring) {
        if (work.any(ProtectionState.Proposed.class::isInstance)) {
            work.move(computing, "the rest waits for approval");
        } else {
            MonitoringPhase.enter(work, monitoring, "another incident protects the rest");
        }
    }

    /** Reports protections that were given up; true when none is left that could go on. */
    private static boolean stopped(IncidentWorkUnit work) {
        List<Protection> lost = work.protections().stream()
                .filter(ProvisionAndSteerPhase::isUnreported)
                .toList();
        boolean goesOn = !nothingProvisioned(work)
                || work.coveredElsewhere()
                || work.any(ProtectionState.Proposed.class::isInstance);
        if (!lost.isEmpty()) {
            lost.forEach(protection -> work.put(markReported(protection)));
            report(work, lost, goesOn);
        } else if (!goesOn) {
            IncidentEscalation.stop(
                    work, EscalationReason.UNPROTECTED, "Services suffer and nothing protects them", Map.of());
        }
        return !goesOn;
    }

    /** A write that a rule forbids is no failure: the incident is escalated with the rule's name, without an error. */
    private static void report(IncidentWorkUnit work, List<Protection> lost, boolean goesOn) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                "attempts",
                lost.stream().mapToInt(p -> p.attempts().tries()).max().orElse(0));
        details.put(
                "protections",
                lost.stream().map(ProvisionAndSteerPhase::failure).toList());
        WriteRefusal refusal = lost.stream()
                .map(p -> p.attempts().refusal())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        EscalationReason reason = refusal == null ? failure(lost) : WriteRefusals.reason(refusal);
        String count = lost.size() + " of " + work.protections().size();
        String message = refusal == null
                ? "Protection failed for " + count
                : WriteRefusals.words(refusal) + ", no protection for " + count;
        if (refusal == null) {
            IncidentEscalation.error(work, reason, message, false, details);
        }
        IncidentEscalation.stopUnless(
                goesOn,
                work,
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

    private static boolean isUnreported(Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.Failed failed -> !failed.reported();
            case ProtectionState.FailedHolding holding -> !holding.reported();
            default -> false;
        };
    }

    private static Protection markReported(Protection protection) {
        return switch (protection.state()) {
            case ProtectionState.Failed failed -> protection.in(new ProtectionState.Failed(true));
            case ProtectionState.FailedHolding holding -> protection.in(holding.markedReported());
            default -> protection;
        };
    }

    private static Map<String, Object> failure(Protection protection) {
        String error = protection.attempts().lastError();
        return Map.of(
                "protection_key",
                protection.id(),
                "services",
                protection.scope().services(),
                "error",
                error == null ? "unknown" : error,
                "holds_resources",
                protection.state() instanceof ProtectionState.FailedHolding);
    }
}
