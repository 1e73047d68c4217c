package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a protection is. */
public enum ProtectionStatus implements WireCode, UnsteeredReason {
    /** It needs a path. */
    WANTED,
    /** No path protects it better. */
    NO_PATH,
    /** Its services are no longer affected. */
    UNNEEDED,
    /** Another incident protects the same traffic. */
    COVERED,
    /** Its path waits for an approval, or is only shown. */
    PROPOSED,
    /** Its path has no tunnel yet. */
    PLANNED,
    /** Its tunnel carries no traffic yet. */
    PROVISIONED,
    /** Its tunnel carries traffic. */
    STEERED,
    /** Traffic goes back to the original path. */
    RETURNING,
    /** Traffic is back on the original path. */
    RESTORED,
    /** It was given up; nothing is left in the network. */
    FAILED,
    /** It was given up, and something may be left in the network. */
    FAILED_HOLDING,
    /** A status that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static ProtectionStatus of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
