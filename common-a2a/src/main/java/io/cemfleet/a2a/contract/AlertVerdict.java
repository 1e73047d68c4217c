package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of an alert. */
public enum AlertVerdict {
    PASSED,
    DUPLICATE,
    SUPPRESSED,
    DISCARDED,
    DAMPENED;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
