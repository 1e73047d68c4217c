package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the restoration monitor saw or did. */
public enum RestorationEvent {
    SLA_RECOVERED,
    HOLD_TIMER_STARTED,
    HOLD_TIMER_EXPIRED,
    SLA_RELAPSED,
    TELEMETRY_MISSING,
    STABILITY_VERIFIED,
    CUTOVER_STAGE,
    RESTORED,
    CLEANUP_FAILED;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
