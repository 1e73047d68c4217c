package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How badly a flow is affected. */
public enum FlowImpact {
    OUTAGE,
    DEGRADED,
    AT_RISK;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
