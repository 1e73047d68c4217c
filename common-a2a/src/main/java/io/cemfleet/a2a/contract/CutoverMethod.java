package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a shift of traffic was carried out. */
public enum CutoverMethod {
    WEIGHTS,
    GROUPS,
    IMMEDIATE;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
