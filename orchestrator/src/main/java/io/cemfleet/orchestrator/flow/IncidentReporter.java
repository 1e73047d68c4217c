package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.message.AgentName;
import java.util.Map;

/** Reports the progress of an incident to operators. */
final class IncidentReporter {
    static final String SELF = AgentName.ORCHESTRATOR.wire();

    private IncidentReporter() {}

    /** An update with the incident's present state and phase. */
    static void status(IncidentWorkUnit scene, String message, Map<String, Object> details) {
        status(scene, scene.stage().label().wire(), scene.stage().phase(), message, details);
    }

    static void status(
            IncidentWorkUnit scene, String status, String phase, String message, Map<String, Object> details) {
        scene.send(
                StatusUpdate.TYPE,
                new StatusUpdate.Request(
                        scene.incident().incidentId(), status, phase, message, details, SELF, scene.now()));
    }

    static void people(IncidentWorkUnit scene, NotificationEvent event, String summary, Map<String, Object> details) {
        scene.send(
                SendNotification.TYPE,
                new SendNotification.Request(
                        scene.incident().incidentId(),
                        event,
                        scene.picture().severity(),
                        scene.picture().tier(),
                        summary,
                        details));
    }
}
