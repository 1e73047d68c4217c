package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a record of {@code cem.alerts} reports; the correlator creates the last two itself. */
public enum AlertKind {
    RAISE,
    CLEAR,
    /** The orchestrator closed an incident. */
    INCIDENT_CLOSED,
    /** The dampening of a flapping link is over. */
    DAMPENING_ENDED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
