package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Creates again a tunnel that was lost or altered in the network: its services are not protected until then. */
final class TunnelRecreation {
    private TunnelRecreation() {}

    static String fold(IncidentWorkUnit work, TunnelChanged.Request found) {
        Optional<Protection> targets = work.protections().stream()
                .filter(protection -> protection.id().equals(found.protectionKey()))
                .filter(protection -> isNamed(protection, found.tunnelId()))
                .findFirst();
        if (targets.isEmpty()) {
            return "ignored: no such tunnel of this incident";
        }
        Protection protection = targets.get();
        Instant steered = protection.record().steeredAt();
        if (!protection.state().carriesTraffic()) {
            return "ignored: it carries nothing";
        }
        if (steered != null && found.occurredAt().isBefore(steered)) {
            return "ignored: it was made again since";
        }
        return lost(work, protection, found);
    }

    /** Tunnel-provisioning has another path for these than the plan: they get the plan's, and keep their traffic. */
    static boolean paths(IncidentWorkUnit work, Collection<String> tunnelIds) {
        boolean any = false;
        for (Protection protection : work.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            boolean targets = tunnel != null && (tunnelIds.isEmpty() || tunnelIds.contains(tunnel.tunnelId()));
            ProtectionState remade =
                    switch (protection.state()) {
                        case ProtectionState.Steered steered -> steered.recreated();
                        case ProtectionState.Returning returning -> returning.recreated();
                        default -> null;
                    };
            if (targets
                    && remade != null
                    && protection.record().losses() < work.rules().attempts()) {
                work.put(
                        protection.in(remade, protection.attempts().restarted()).lostAgain());
                any = true;
            }
        }
        if (any) {
            resume(work);
        }
        return any;
    }

    private static boolean isNamed(Protection protection, String tunnelId) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        return tunnel != null && tunnel.tunnelId().equals(tunnelId);
    }

    private static String lost(IncidentWorkUnit work, Protection protection, TunnelChanged.Request found) {
        boolean back = work.stage() instanceof IncidentStage.Restoring && found.change() == TunnelChanged.Change.LOST;
        boolean tooOften = protection.record().losses() >= work.rules().attempts();
        Protection after = back || tooOften ? ended(protection, back) : recreate(work, protection);
        work.put(after.lostAgain());
        report(work, protection, found, back);
        if (work.automationPaused()) {
            return "recorded: a person has the incident";
        }
        if (tooOften && !back) {
            IncidentEscalation.stopUnless(
                    work.carriesTraffic(),
                    work,
                    EscalationReason.TUNNEL_LOST,
                    "A protection tunnel was lost " + (protection.record().losses() + 1)
                            + " times, a person has to decide",
                    details(protection, found));
        }
        resume(work);
        return "folded";
    }

    /** The same path once more while it avoids what it has to, else another one. */
    private static Protection recreate(IncidentWorkUnit work, Protection protection) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        ProtectionRoute route = protection.state().routeOrNull();
        boolean stands = route != null
                && Collections.disjoint(
                        route.path().links(), work.context().links().avoided());
        ProtectionState next =
                switch (protection.state()) {
                    case ProtectionState.Wanted wanted -> new ProtectionState.Wanted(null, tunnel);
                    case ProtectionState.Proposed proposed ->
                        new ProtectionState.Proposed(proposed.route(), null, tunnel, proposed.mode());
                    default ->
                        route != null && stands
                                ? new ProtectionState.Planned(route, null, tunnel)
                                : new ProtectionState.Wanted(null, tunnel);
                };
        return protection.in(next, protection.attempts().restarted());
    }

    /** Nothing is created again: its traffic has returned, or it was lost too often. */
    private static Protection ended(Protection protection, boolean back) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        ProtectionRoute route = protection.state().routeOrNull();
        return protection.in(
                new ProtectionState.FailedHolding(route, tunnel, true, back, null),
                protection.attempts().restarted());
    }

    private static void report(
            IncidentWorkUnit work, Protection protection, TunnelChanged.Request found, boolean back) {
        Map<String, Object> details = details(protection, found);
        work.audit(AuditEventType.STATE_CHANGE, details);
        String how = found.change() == TunnelChanged.Change.LOST ? "is gone" : "is not as it was made";
        String services = String.join(", ", protection.scope().services());
        IncidentReporter.status(
                work,
                "Protection tunnel " + found.tunnelId() + ' ' + how
                        + (back ? ", its traffic is on the original path" : ", not protected: " + services),
                details);
    }

    private static Map<String, Object> details(Protection protection, TunnelChanged.Request found) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("event", "tunnel_" + found.change().wire());
        details.put("tunnel_id", found.tunnelId());
        details.put("protection_key", protection.id());
        details.put("services", protection.scope().services());
        details.put("found", found.details());
        details.put("observed_at", found.occurredAt().toString());
        return details;
    }

    /** A protection that is under way goes on by itself. */
    private static void resume(IncidentWorkUnit work) {
        boolean open = work.protections().stream()
                .anyMatch(p -> p.state() instanceof ProtectionState.Wanted || ProvisionAndSteerPhase.isUnderWay(p));
        if (!(work.stage() instanceof IncidentStage.Provisioning)
                && !(work.stage() instanceof IncidentStage.Steering)) {
            ProtectionWithdrawal.renewMonitoring(work);
        }
        if (!open) {
            return;
        }
        switch (work.stage()) {
            case IncidentStage.Provisioning going -> {}
            case IncidentStage.Steering going -> {}
            case IncidentStage.Recomputes going ->
                work.moveReplanned(going.recompute(), "a protection tunnel is made again");
            case IncidentStage.Dampening dampening ->
                work.move(dampening.assess(), "a protection tunnel is made again");
            default -> {}
        }
    }
}
