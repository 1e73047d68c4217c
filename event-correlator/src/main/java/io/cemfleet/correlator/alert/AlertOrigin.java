package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a record came to be. */
public enum AlertOrigin {
    /** In the vendor's format: the source's list of open alarms contains it. */
    VENDOR,
    /** In the short format: no source's list contains it. */
    SHORT_FORM,
    /** A link that measurements confirmed as degraded. */
    INFERRED,
    /** Links of which one must be degraded, and none could be confirmed. */
    AMBIGUOUS,
    /** Made by an agent of the fleet. */
    FLEET;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
