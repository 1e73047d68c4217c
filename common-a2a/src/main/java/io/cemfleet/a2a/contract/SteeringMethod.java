package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How traffic was moved onto a tunnel. */
public enum SteeringMethod implements WireCode {
    /** The preference of the candidate path was raised: the services' routes carry the policy's colour already. */
    CANDIDATE_PATH_PREFERENCE,
    /** The preference was raised, and the services' routes were given the fleet's colour. */
    FLEET_COLOR,
    /** A method that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static SteeringMethod of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
