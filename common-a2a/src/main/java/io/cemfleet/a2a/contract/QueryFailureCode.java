package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a query was not answered. Whether a new attempt may succeed depends on the agent, and stands beside the code. */
public enum QueryFailureCode {
    /** The topology could not be read. */
    TOPOLOGY_UNAVAILABLE,
    /** Services or policies could not be read. */
    SERVICES_UNAVAILABLE,
    /** The agent does not know this incident. */
    UNKNOWN_INCIDENT,
    /** The topology has no such link. */
    UNKNOWN_LINK,
    /** The topology has no such router. */
    UNKNOWN_NODE,
    /** The network has no such service. */
    UNKNOWN_SERVICE,
    UNKNOWN_ALERT,
    /** The topology of this version is not kept. */
    UNKNOWN_VERSION,
    /** The constraints of a path contradict each other, or are none. */
    BAD_CONSTRAINTS;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
