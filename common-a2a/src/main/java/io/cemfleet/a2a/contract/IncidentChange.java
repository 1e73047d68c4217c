package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The change of a running incident. */
public enum IncidentChange {
    GROWN,
    SEVERITY,
    CLEARED,
    FLAPPING;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
