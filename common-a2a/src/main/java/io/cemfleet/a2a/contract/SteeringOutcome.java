package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What steering did to the services of a protection, as it was measured. */
public enum SteeringOutcome implements WireCode {
    HELPED,
    NOT_HELPED,
    /** The services are worse off than before, or a link that their traffic loads went above its threshold. */
    MADE_WORSE,
    /** It had made things worse, and a link that it fills came below its threshold once others were withdrawn. */
    RELIEVED,
    /** Something was not measured, or the sender is newer: never read as help. */
    UNKNOWN;

    /** The constant of a text on the wire; {@link #UNKNOWN} where there is none. */
    @JsonCreator
    public static SteeringOutcome of(String wire) {
        return WireCode.find(values(), wire, UNKNOWN);
    }

    /** The value on the wire. */
    @Override
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
