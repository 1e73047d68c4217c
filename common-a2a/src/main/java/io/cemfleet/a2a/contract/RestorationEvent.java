package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the restoration monitor saw or did. */
public enum RestorationEvent {
    /**
     * What protected services suffer before and after steering: details {tunnels[{tunnel_id, verdict (helped,
     * not_helped, unknown), before, after}]}, each of both {latency_ms, jitter_ms, loss_pct} with what is known of it.
     */
    SLA_AFTER_STEERING,
    SLA_RECOVERED,
    HOLD_TIMER_STARTED,
    HOLD_TIMER_EXPIRED,
    SLA_RELAPSED,
    TELEMETRY_MISSING,
    STABILITY_VERIFIED,
    /**
     * The original path is good, but its load and the returning demand together are too much for it: details {links[],
     * limit}. It is looked at again and again; sent once until traffic moves.
     */
    RESTORATION_DEFERRED,
    CUTOVER_STAGE,
    RESTORED,
    CLEANUP_FAILED;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
