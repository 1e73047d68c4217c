package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentProgress;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.OperatorState;
import io.cemfleet.orchestrator.incident.ProtectedServiceCount;
import java.util.List;

/** Texts about incidents for operators. */
public final class IncidentTexts {
    private IncidentTexts() {}

    /** What the incident is about. */
    public static String summary(Incident incident) {
        String what = incident.origin().proactive() ? "Congestion predicted on " : "SLA degradation detected on ";
        return what + list(incident.context().links().all());
    }

    /** What the fleet is doing about it. */
    public static String currentActivity(Incident incident) {
        OperatorState.Takeover takenOver = incident.operatorState().takenOver();
        return takenOver == null || incident.closed() ? stageActivity(incident) : "taken over by " + takenOver.actor();
    }

    private static String stageActivity(Incident incident) {
        return switch (incident.stage()) {
            case IncidentStage.Detecting detecting -> "confirming the degradation";
            case IncidentStage.Dampening dampening -> "waiting for a flapping link to settle";
            case IncidentStage.Assessing assessing -> "finding out which services suffer";
            case IncidentStage.Computing computing -> "computing alternate paths";
            case IncidentStage.Provisioning provisioning -> "creating protection tunnels";
            case IncidentStage.Steering steering -> "steering traffic onto protection tunnels";
            case IncidentStage.Monitoring monitoring -> monitoringActivity(incident.progress());
            case IncidentStage.Restoring restoring -> "bringing traffic back to the original path";
            case IncidentStage.Escalated escalated ->
                "waiting for an operator: " + escalated.reason().wire();
            case IncidentStage.Closed closed -> "closed: " + closed.reason().wire();
        };
    }

    private static String monitoringActivity(IncidentProgress progress) {
        ProtectedServiceCount services = progress.services();
        if (services == null && progress.protectedAt() != null) {
            return "the original path is watched";
        }
        if (services == null || services.on() == 0) {
            return "this incident protects no service, it is checked again";
        }
        String traffic = services.on() == services.of()
                ? "traffic is protected"
                : "traffic of " + services.on() + " of " + services.of() + " services is protected";
        return traffic + ", the original path is watched";
    }

    /** What is protected now, and what the fleet waits for. */
    static String protectionSummary(IncidentWorkUnit work) {
        SteeredServices steeredServices = SteeredServices.of(work.protections());
        if (work.carriesTraffic()) {
            return steeredServices.traffic() + " protected, monitoring original path for recovery";
        }
        if (!work.coveredElsewhere()) {
            return "Services are not protected, traffic stays where it is";
        }
        return steeredServices.off().isEmpty()
                ? "Traffic protected by another incident, monitoring"
                : "A part of the traffic protected by another incident, "
                        + services(steeredServices.off().size()) + " not protected";
    }

    static String services(int count) {
        return count == 1 ? "1 service" : count + " services";
    }

    static String list(List<String> links) {
        return links.isEmpty() ? "an unresolved link" : String.join(", ", links);
    }
}
