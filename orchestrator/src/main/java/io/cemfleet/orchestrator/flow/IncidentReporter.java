package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentState;
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
    static void status(IncidentWorkUnit work, String message, Map<String, Object> details) {
        status(work, work.stage().label(), work.stage().phase(), message, details);
    }

    static void status(
            IncidentWorkUnit work, IncidentState status, String phase, String message, Map<String, Object> details) {
        work.send(
                StatusUpdate.TYPE,
                new StatusUpdate.Request(
                        work.incident().incidentId(), status, phase, message, details, SELF, work.now()));
    }

    static void notifyOperators(
            IncidentWorkUnit work, NotificationEvent event, String summary, Map<String, Object> details) {
        work.send(
                SendNotification.TYPE,
                new SendNotification.Request(
                        work.incident().incidentId(),
                        event,
                        work.context().severity(),
                        work.context().tier(),
                        summary,
                        details));
    }
}
