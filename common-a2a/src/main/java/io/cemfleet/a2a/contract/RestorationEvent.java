package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The events that the restoration monitor reports; their details: {@link RestorationDetails}. */
public enum RestorationEvent {
    /**
     * The SLA values of protected services before and after steering. {@code made_worse}: the service is worse off than
     * before, or a link that the tunnel loads went above its threshold.
     */
    SLA_AFTER_STEERING,
    SLA_RECOVERED,
    HOLD_TIMER_STARTED,
    HOLD_TIMER_EXPIRED,
    SLA_RELAPSED,
    TELEMETRY_MISSING,
    STABILITY_VERIFIED,
    /**
     * The original path is good, but cannot carry its load and the returning demand together. The monitor checks it
     * regularly; the event is sent once until traffic moves or the links change.
     */
    RESTORATION_DEFERRED,
    /** Traffic moved. */
    CUTOVER_STAGE,
    /**
     * A write was refused or failed in the middle; traffic stays at these weights, and the same write is retried. Sent
     * once; the next stage ends it.
     */
    CUTOVER_HELD,
    RESTORED,
    CLEANUP_FAILED;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
