package io.cemfleet.traffic.watch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a forecast. */
public enum ForecastVerdict {
    /** Its horizon is not over. */
    PENDING,
    /** The threshold was crossed within the horizon. */
    HIT,
    /** It was not; which may be because somebody acted. */
    MISS,
    /** Too few samples to say. */
    UNKNOWN,
    /** The link was over the threshold before any forecast said so. */
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
