package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The correlator's verdict on an alert. */
public enum AlertVerdict {
    PASSED,
    DUPLICATE,
    SUPPRESSED,
    DISCARDED,
    DAMPENED,
    /** Protection tunnels of the fleet fill the link: no fault of the network. */
    OWN_CONGESTION;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
