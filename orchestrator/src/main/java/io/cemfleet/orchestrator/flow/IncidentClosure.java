package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Closes an incident: updates the ticket, notifies people and informs the correlator. */
final class IncidentClosure {
    private IncidentClosure() {}

    static void resolved(IncidentWorkUnit scene) {
        boolean moved = scene.moved();
        close(
                scene,
                IncidentResolution.RESOLVED,
                moved ? CloseReason.SLA_RECOVERED : CloseReason.CLEARED_BEFORE_ACTION,
                "Incident resolved: "
                        + (moved
                                ? "SLA recovered on original path"
                                : "degradation cleared, this incident moved no traffic"));
    }

    static void noImpact(IncidentWorkUnit scene, CloseReason reason) {
        String why = reason == CloseReason.NO_SERVICES_AFFECTED
                ? "no services affected"
                : "degradation cleared before any action";
        close(scene, IncidentResolution.NO_IMPACT, reason, "Incident closed: " + why);
    }

    static void noPath(IncidentWorkUnit scene) {
        String cleared = scene.picture().links().allClear() ? "degradation cleared, " : "";
        close(
                scene,
                IncidentResolution.NO_PATH,
                CloseReason.NO_ALTERNATE_PATH,
                "Incident closed: " + cleared + DeclinedProtection.why(scene));
    }

    static void manual(IncidentWorkUnit scene, String actor) {
        close(scene, IncidentResolution.MANUAL, CloseReason.OPERATOR, "Incident closed by " + actor);
    }

    private static void close(
            IncidentWorkUnit scene, IncidentResolution resolution, CloseReason reason, String summary) {
        if (!(scene.stage() instanceof IncidentStage.Closes closing)) {
            throw new IllegalStateException("it is closed already");
        }
        scene.move(closing.close(resolution, reason, scene.now()), summary);
        if (resolution != IncidentResolution.MANUAL) {
            OperatorCommands.cancelWatch(scene);
        }
        ticket(scene, resolution, reason, summary);
        scene.send(
                IncidentClosed.TYPE,
                new IncidentClosed.Request(scene.incident().incidentId(), resolution, scene.now()));
    }

    private static void ticket(
            IncidentWorkUnit scene, IncidentResolution resolution, CloseReason reason, String summary) {
        List<String> tunnels = tunnels(scene);
        int services = scene.picture().services().size();
        long seconds = Math.max(
                0,
                Duration.between(scene.incident().origin().detectedAt(), scene.now())
                        .toSeconds());
        scene.send(
                TicketClosed.TYPE,
                new TicketClosed.Request(
                        scene.incident().incidentId(),
                        resolution,
                        seconds,
                        summary,
                        new TicketClosed.ClosingDetails(
                                resolution.wire(),
                                reason,
                                scene.picture().links().degraded(),
                                services,
                                tunnels.isEmpty() ? null : tunnels.getFirst(),
                                tunnels,
                                scene.progress().nodes()),
                        IncidentReporter.SELF,
                        scene.now()));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("resolution", resolution.wire());
        details.put("close_reason", reason.wire());
        details.put("duration_seconds", seconds);
        details.put("degraded_links", scene.picture().links().degraded());
        details.put("affected_services_count", services);
        details.put("tunnel_ids", tunnels);
        IncidentReporter.people(scene, NotificationEvent.RESTORATION_COMPLETE, summary, details);
    }

    /** Tunnels that protected something, the highest tier first. */
    private static List<String> tunnels(IncidentWorkUnit scene) {
        List<String> ids = new ArrayList<>();
        for (Protection protection : scene.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            if (tunnel != null && !(protection.state() instanceof ProtectionState.FailedHolding)) {
                ids.add(tunnel.tunnelId());
            }
        }
        return ids;
    }
}
