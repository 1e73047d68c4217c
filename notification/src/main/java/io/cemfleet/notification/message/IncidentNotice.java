package io.cemfleet.notification.message;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.Map;

/** What people are to be told, as it was asked for. */
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

    /** Whether this is the last word on the incident. */
    public boolean closes() {
        return event == NotificationEvent.RESTORATION_COMPLETE;
    }
}
