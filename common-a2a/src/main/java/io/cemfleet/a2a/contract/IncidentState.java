package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The states of an incident; {@code status} on the wire is the state in lower case. */
public enum IncidentState implements WireCode {
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
    CLOSED("7"),
    /** A state that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN("1");

    private final String phase;

    IncidentState(String phase) {
        this.phase = phase;
    }

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static IncidentState of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The states that an incident can be in. */
    public static List<IncidentState> known() {
        return Arrays.stream(values()).filter(state -> state != UNKNOWN).toList();
    }

    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of the flow, "1" to "7". */
    public String phase() {
        return phase;
    }
}
