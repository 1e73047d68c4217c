package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an incident was closed. */
public enum CloseReason {
    SLA_RECOVERED,
    NO_SERVICES_AFFECTED,
    CLEARED_BEFORE_ACTION,
    NO_ALTERNATE_PATH,
    OPERATOR;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
