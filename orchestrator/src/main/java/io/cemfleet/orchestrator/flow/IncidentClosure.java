package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Closes an incident: updates the ticket, notifies people and informs the correlator. */
final class IncidentClosure {
    private IncidentClosure() {}

    static void resolved(IncidentWorkUnit work) {
        boolean moved = work.trafficWasMoved();
        close(
                work,
                IncidentResolution.RESOLVED,
                moved ? CloseReason.SLA_RECOVERED : CloseReason.CLEARED_BEFORE_ACTION,
                "Incident resolved: "
                        + (moved
                                ? "SLA recovered on original path"
                                : "degradation cleared, this incident moved no traffic"));
    }

    static void noImpact(IncidentWorkUnit work, CloseReason reason) {
        String why = reason == CloseReason.NO_SERVICES_AFFECTED
                ? "no services affected"
                : "degradation cleared before any action";
        close(work, IncidentResolution.NO_IMPACT, reason, "Incident closed: " + why);
    }

    static void noPath(IncidentWorkUnit work) {
        String cleared = work.context().links().allClear() ? "degradation cleared, " : "";
        close(
                work,
                IncidentResolution.NO_PATH,
                CloseReason.NO_ALTERNATE_PATH,
                "Incident closed: " + cleared + DeclinedProtection.why(work));
    }

    static void manual(IncidentWorkUnit work, String actor) {
        close(work, IncidentResolution.MANUAL, CloseReason.OPERATOR, "Incident closed by " + actor);
    }

    private static void close(
            IncidentWorkUnit work, IncidentResolution resolution, CloseReason reason, String summary) {
        if (!(work.stage() instanceof IncidentStage.Closes closing)) {
            throw new IllegalStateException("it is closed already");
        }
        work.move(closing.close(resolution, reason, work.now()), summary);
        if (resolution != IncidentResolution.MANUAL) {
            OperatorCommands.cancelWatch(work);
        }
        ticket(work, resolution, reason, summary);
        work.send(
                IncidentClosed.TYPE, new IncidentClosed.Request(work.incident().incidentId(), resolution, work.now()));
    }

    private static void ticket(
            IncidentWorkUnit work, IncidentResolution resolution, CloseReason reason, String summary) {
        List<String> tunnels = tunnels(work);
        int services = work.context().services().size();
        long seconds = Math.max(
                0,
                Duration.between(work.incident().origin().detectedAt(), work.now())
                        .toSeconds());
        work.send(
                TicketClosed.TYPE,
                new TicketClosed.Request(
                        work.incident().incidentId(),
                        resolution,
                        seconds,
                        summary,
                        new TicketClosed.ClosingDetails(
                                resolution.wire(),
                                reason,
                                work.context().links().degraded(),
                                services,
                                tunnels.isEmpty() ? null : tunnels.getFirst(),
                                tunnels,
                                work.progress().nodes()),
                        IncidentReporter.SELF,
                        work.now()));
        NotificationDetails.Closure details = new NotificationDetails.Closure(
                resolution, reason, seconds, work.context().links().degraded(), services, tunnels);
        IncidentReporter.notifyOperators(work, NotificationEvent.RESTORATION_COMPLETE, summary, details.members());
    }

    /** Tunnels that protected something, the highest tier first. */
    private static List<String> tunnels(IncidentWorkUnit work) {
        List<String> ids = new ArrayList<>();
        for (Protection protection : work.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            if (tunnel != null && !(protection.state() instanceof ProtectionState.FailedHolding)) {
                ids.add(tunnel.tunnelId());
            }
        }
        return ids;
    }
}
