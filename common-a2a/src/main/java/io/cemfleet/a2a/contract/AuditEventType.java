package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of events in the audit trail: the twelve required ones, then named extras. */
public enum AuditEventType {
    INCIDENT_CREATED,
    ALERT_CORRELATED,
    SERVICE_IMPACT_ASSESSED,
    PATH_COMPUTED,
    TUNNEL_PROVISIONED,
    TRAFFIC_STEERED,
    SLA_RECOVERED,
    RESTORATION_COMPLETE,
    ESCALATION,
    NOTIFICATION_SENT,
    ERROR,
    STATE_CHANGE,
    OPERATOR_ACTION,
    TUNNEL_DELETED,
    TRAFFIC_SHIFTED,
    WRITE_REFUSED,
    SUPPRESSION_CHANGED,
    TRAIL_ANNOTATED;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
