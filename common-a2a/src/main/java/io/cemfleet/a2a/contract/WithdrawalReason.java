package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the orchestrator withdrew a protection from the network. */
public enum WithdrawalReason implements WireCode {
    /** Steering made a service or a link worse. */
    MADE_WORSE,
    /** Steering did not help, and no other path may be sought. */
    DID_NOT_HELP,
    /** Its own path degraded more than the one that its traffic had before. */
    PATH_DEGRADED,
    /** Protections fill a link, and it is among those that leave it. */
    OWN_CONGESTION,
    /** A reason that this version does not know: the sender is newer. Never sent on purpose. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static WithdrawalReason of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
