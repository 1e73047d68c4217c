package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Who raised an alert, as records, metrics and the webhook's path name it.
 *
 * @param wire 1 to 32 lower-case letters, digits, underscores and hyphens, beginning with a letter
 */
public record AlertSourceId(@JsonValue String wire) {
    /** The fleet's own forecast of congestion. */
    public static final AlertSourceId PROACTIVE = new AlertSourceId("proactive");

    /** This agent: control records. */
    public static final AlertSourceId CORRELATOR = new AlertSourceId("correlator");

    private static final int LONGEST = 32;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AlertSourceId {
        if (!isValid(wire)) {
            throw new IllegalArgumentException("not the id of an alert source");
        }
    }

    /** The id that a text is; empty if it cannot be one. */
    public static Optional<AlertSourceId> of(String wire) {
        return isValid(wire) ? Optional.of(new AlertSourceId(wire)) : Optional.empty();
    }

    /** Whether its alerts say what the fleet expects, not what was measured. */
    public boolean isForecast() {
        return equals(PROACTIVE);
    }

    private static boolean isValid(String wire) {
        return !wire.isEmpty()
                && wire.length() <= LONGEST
                && isLetter(wire.charAt(0))
                && wire.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }
}
