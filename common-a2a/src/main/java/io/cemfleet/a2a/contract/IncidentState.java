package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The states of an incident; {@code status} on the wire is the state in lower case. */
public enum IncidentState {
    DETECTING("1"),
    DAMPENING("1"),
    ASSESSING("2"),
    COMPUTING("3"),
    PROVISIONING("4"),
    STEERING("5"),
    MONITORING("6"),
    RESTORING("7"),
    /** Its phase on the wire is the phase that failed. */
    ESCALATED("1"),
    CLOSED("7");

    private final String phase;

    IncidentState(String phase) {
        this.phase = phase;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of the flow, "1" to "7". */
    public String phase() {
        return phase;
    }
}
