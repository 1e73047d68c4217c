package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How traffic returns to its original path. */
public enum CutoverMode {
    GRADUAL,
    IMMEDIATE;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
