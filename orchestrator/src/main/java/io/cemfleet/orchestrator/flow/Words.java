package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Incident;
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
            case Stage.Monitoring monitoring ->
                incident.progress().protectedAt() == null
                        ? "this incident protects nothing, it is looked at again"
                        : "traffic is protected, the original path is watched";
            case Stage.Restoring restoring -> "bringing traffic back to the original path";
            case Stage.Escalated escalated -> "waiting for an operator: " + escalated.reason();
            case Stage.Closed closed -> "closed: " + closed.reason().wire();
        };
    }

    static String services(int count) {
        return count == 1 ? "1 service affected" : count + " services affected";
    }

    static String list(List<String> links) {
        return links.isEmpty() ? "an unresolved link" : String.join(", ", links);
    }
}
