package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an operator may do to an incident. */
public enum OperatorActionKind {
    ACKNOWLEDGE,
    ASSIGN,
    COMMENT,
    APPROVE,
    REJECT,
    RETRY,
    TAKE_OVER,
    HAND_BACK,
    /** Protections of this incident may take paths without free capacity, until it is closed. */
    ALLOW_OVERLOAD,
    CLOSE;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
