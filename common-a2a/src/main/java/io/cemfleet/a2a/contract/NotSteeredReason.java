package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the traffic of a requested service stayed where it was. */
public enum NotSteeredReason implements WireCode, UnsteeredReason {
    /** The network has no such service. */
    UNKNOWN_SERVICE,
    /** The service has no node at the tunnel's head-end or at its end-point. */
    NOT_AT_BOTH_ENDS,
    /** Its routes carry no colour and cannot be given one. */
    NO_COLOR,
    /** Its routes carry the colour of another policy. */
    OTHER_COLOR,
    /** See {@link TunnelFailureCode#CNC_UNAVAILABLE}: its routes could not be coloured, as with the codes below. */
    CNC_UNAVAILABLE,
    /** See {@link TunnelFailureCode#CNC_FORBIDDEN}. */
    CNC_FORBIDDEN,
    /** See {@link TunnelFailureCode#CNC_REFUSED}. */
    CNC_REFUSED,
    /** A reason that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static NotSteeredReason of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
