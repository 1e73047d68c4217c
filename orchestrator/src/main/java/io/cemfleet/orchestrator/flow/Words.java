package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Progress;
import io.cemfleet.orchestrator.incident.ServicesProtected;
import io.cemfleet.orchestrator.incident.Stage;
import java.util.List;

/** Sentences about incidents. */
public final class Words {
    private Words() {}

    /** What the incident is about. */
    public static String summary(Incident incident) {
        String what = incident.origin().proactive() ? "Congestion predicted on " : "SLA degradation detected on ";
        return what + list(incident.picture().links().all());
    }

    /** What the fleet is doing about it. */
    public static String doing(Incident incident) {
        Care.TakenOver takenOver = incident.care().takenOver();
        return takenOver == null || incident.closed() ? automatic(incident) : "taken over by " + takenOver.actor();
    }

    private static String automatic(Incident incident) {
        return switch (incident.stage()) {
            case Stage.Detecting detecting -> "confirming the degradation";
            case Stage.Dampening dampening -> "waiting for a flapping link to settle";
            case Stage.Assessing assessing -> "finding out which services suffer";
            case Stage.Computing computing -> "computing alternate paths";
            case Stage.Provisioning provisioning -> "creating protection tunnels";
            case Stage.Steering steering -> "steering traffic onto protection tunnels";
            case Stage.Monitoring monitoring -> monitoring(incident.progress());
            case Stage.Restoring restoring -> "bringing traffic back to the original path";
            case Stage.Escalated escalated -> "waiting for an operator: " + escalated.reason();
            case Stage.Closed closed -> "closed: " + closed.reason().wire();
        };
    }

    private static String monitoring(Progress progress) {
        ServicesProtected services = progress.services();
        if (services == null && progress.protectedAt() != null) {
            return "the original path is watched";
        }
        if (services == null || services.on() == 0) {
            return "this incident protects no service, it is looked at again";
        }
        String traffic = services.on() == services.of()
                ? "traffic is protected"
                : "traffic of " + services.on() + " of " + services.of() + " services is protected";
        return traffic + ", the original path is watched";
    }

    /** What is protected now, and what the fleet waits for. */
    static String standing(Scene scene) {
        Riders riders = Riders.of(scene.protections());
        if (scene.carries()) {
            return riders.traffic() + " protected, monitoring original path for recovery";
        }
        if (!scene.covered()) {
            return "Services are not protected, traffic stays where it is";
        }
        return riders.off().isEmpty()
                ? "Traffic protected by another incident, monitoring"
                : "A part of the traffic protected by another incident, "
                        + services(riders.off().size()) + " not protected";
    }

    static String services(int count) {
        return count == 1 ? "1 service" : count + " services";
    }

    static String list(List<String> links) {
        return links.isEmpty() ? "an unresolved link" : String.join(", ", links);
    }
}
