package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an incident ended. */
public enum IncidentResolution {
    RESOLVED,
    NO_IMPACT,
    NO_PATH,
    MANUAL;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
