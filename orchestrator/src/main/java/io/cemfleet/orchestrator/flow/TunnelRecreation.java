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

    static String fold(IncidentWorkUnit scene, TunnelChanged.Request found) {
        Optional<Protection> meant = scene.protections().stream()
                .filter(protection -> protection.id().equals(found.protectionKey()))
                .filter(protection -> named(protection, found.tunnelId()))
                .findFirst();
        if (meant.isEmpty()) {
            return "ignored: no such tunnel of this incident";
        }
        Protection protection = meant.get();
        Instant steered = protection.standing().steeredAt();
        if (!protection.state().carriesTraffic()) {
            return "ignored: it carries nothing";
        }
        if (steered != null && found.occurredAt().isBefore(steered)) {
            return "ignored: it was made again since";
        }
        return lost(scene, protection, found);
    }

    /** Tunnel-provisioning has another path for these than the plan: they get the plan's, and keep their traffic. */
    static boolean paths(IncidentWorkUnit scene, Collection<String> tunnelIds) {
        boolean any = false;
        for (Protection protection : scene.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            boolean meant = tunnel != null && (tunnelIds.isEmpty() || tunnelIds.contains(tunnel.tunnelId()));
            ProtectionState remade =
                    switch (protection.state()) {
                        case ProtectionState.Steered steered -> steered.remade();
                        case ProtectionState.Returning returning -> returning.remade();
                        default -> null;
                    };
            if (meant
                    && remade != null
                    && protection.standing().losses() < scene.rules().attempts()) {
                scene.put(protection.in(remade, protection.effort().afresh()).lost());
                any = true;
            }
        }
        if (any) {
            goOn(scene);
        }
        return any;
    }

    private static boolean named(Protection protection, String tunnelId) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        return tunnel != null && tunnel.tunnelId().equals(tunnelId);
    }

    private static String lost(IncidentWorkUnit scene, Protection protection, TunnelChanged.Request found) {
        boolean back = scene.stage() instanceof IncidentStage.Restoring && found.change() == TunnelChanged.Change.LOST;
        boolean tooOften = protection.standing().losses() >= scene.rules().attempts();
        Protection after = back || tooOften ? ended(protection, back) : again(scene, protection);
        scene.put(after.lost());
        tell(scene, protection, found, back);
        if (scene.resting()) {
            return "recorded: a person has the incident";
        }
        if (tooOften && !back) {
            IncidentEscalation.stopUnless(
                    scene.carries(),
                    scene,
                    EscalationReason.TUNNEL_LOST,
                    "A protection tunnel was lost " + (protection.standing().losses() + 1)
                            + " times, a person has to decide",
                    details(protection, found));
        }
        goOn(scene);
        return "folded";
    }

    /** The same path once more while it avoids what it has to, else another one. */
    private static Protection again(IncidentWorkUnit scene, Protection protection) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        ProtectionRoute route = protection.state().routeOrNull();
        boolean stands = route != null
                && Collections.disjoint(
                        route.path().links(), scene.picture().links().avoided());
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
        return protection.in(next, protection.effort().afresh());
    }

    /** Nothing is created again: its traffic has returned, or it was lost too often. */
    private static Protection ended(Protection protection, boolean back) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        ProtectionRoute route = protection.state().routeOrNull();
        return protection.in(
                new ProtectionState.FailedHolding(route, tunnel, true, back, null),
                protection.effort().afresh());
    }

    private static void tell(IncidentWorkUnit scene, Protection protection, TunnelChanged.Request found, boolean back) {
        Map<String, Object> details = details(protection, found);
        scene.audit(AuditEventType.STATE_CHANGE, details);
        String how = found.change() == TunnelChanged.Change.LOST ? "is gone" : "is not as it was made";
        String services = String.join(", ", protection.cover().services());
        IncidentReporter.status(
                scene,
                "Protection tunnel " + found.tunnelId() + ' ' + how
                        + (back ? ", its traffic is on the original path" : ", not protected: " + services),
                details);
    }

    private static Map<String, Object> details(Protection protection, TunnelChanged.Request found) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("event", "tunnel_" + found.change().wire());
        details.put("tunnel_id", found.tunnelId());
        details.put("protection_key", protection.id());
        details.put("services", protection.cover().services());
        details.put("found", found.details());
        details.put("observed_at", found.occurredAt().toString());
        return details;
    }

    /** A protection that is under way goes on by itself. */
    private static void goOn(IncidentWorkUnit scene) {
        boolean open = scene.protections().stream()
                .anyMatch(p -> p.state() instanceof ProtectionState.Wanted || ProvisionAndSteerPhase.onItsWay(p));
        if (!(scene.stage() instanceof IncidentStage.Provisioning)
                && !(scene.stage() instanceof IncidentStage.Steering)) {
            ProtectionWithdrawal.unwatch(scene);
        }
        if (!open) {
            return;
        }
        switch (scene.stage()) {
            case IncidentStage.Provisioning going -> {}
            case IncidentStage.Steering going -> {}
            case IncidentStage.Recomputes going ->
                scene.moveReplanned(going.recompute(), "a protection tunnel is made again");
            case IncidentStage.Dampening dampening ->
                scene.move(dampening.assess(), "a protection tunnel is made again");
            default -> {}
        }
    }
}
