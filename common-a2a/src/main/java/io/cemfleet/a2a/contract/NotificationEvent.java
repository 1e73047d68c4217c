package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The events that people are notified of. */
public enum NotificationEvent {
    INCIDENT_OPENED,
    PROTECTION_ACTIVE,
    RESTORATION_COMPLETE,
    ESCALATION,
    APPROVAL_NEEDED,
    PROACTIVE_ALERT,
    TEST;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
