package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the orchestrator refused an operator's action. */
public enum ActionRefusal {
    /** The incident changed after the operator saw it. */
    VERSION_MOVED_ON,
    /** The incident's state does not allow it. */
    NOT_SUPPORTED_IN_STATE,
    /** A parameter is missing or wrong. */
    BAD_PARAMETERS;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
