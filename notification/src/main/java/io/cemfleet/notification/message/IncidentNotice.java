package io.cemfleet.notification.message;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.Map;

/** A request to notify people about an incident. */
public record IncidentNotice(
        String incidentId,
        NotificationEvent event,
        Severity severity,
        SlaTier slaTier,
        String summary,
        Map<String, Object> details) {

    public static IncidentNotice of(SendNotification.Request request) {
        return new IncidentNotice(
                request.incidentId(),
                request.event(),
                request.severity(),
                request.slaTier(),
                request.summary(),
                request.details());
    }

    /** Whether it is the incident's final notice. */
    public boolean closes() {
        return event == NotificationEvent.RESTORATION_COMPLETE;
    }
}
