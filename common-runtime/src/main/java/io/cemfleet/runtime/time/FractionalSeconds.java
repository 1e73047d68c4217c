package io.cemfleet.runtime.time;

import java.time.Duration;

/** Durations in seconds with milliseconds as the fraction, as answers, metrics and SQL have them. */
public final class FractionalSeconds {
    private static final double MILLIS_PER_SECOND = 1_000;

    private FractionalSeconds() {}

    /** The duration in seconds; negative when it is. */
    public static double of(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
