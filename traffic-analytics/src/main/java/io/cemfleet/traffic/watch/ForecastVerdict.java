package io.cemfleet.traffic.watch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The verdict on a forecast. */
public enum ForecastVerdict {
    /** The horizon has not passed. */
    PENDING,
    /** The threshold was crossed within the horizon. */
    HIT,
    /** The threshold was not crossed, possibly because of countermeasures. */
    MISS,
    /** Too few samples for a verdict. */
    UNKNOWN,
    /** The link was over the threshold without a forecast. */
    UNFORESEEN;

    /** The value on the wire and in the table. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ForecastVerdict> of(String wire) {
        return Arrays.stream(values()).filter(v -> v.wire().equals(wire)).findFirst();
    }
}
