package io.cemfleet.runtime.input;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses times as other systems write them, and checks how far from now they are. */
public final class SourceTime {
    /** No system that talks with the fleet is older. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** The end of times that a message may name at all, such as the end of a silence. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    /** How far ahead of this machine's clock an event may lie. */
    public static final Duration AHEAD = Duration.ofHours(24);

    private static final int LONGEST = 40;
    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final long FIRST_MICROS = FIRST_MILLIS * 1_000;
    private static final long FIRST_NANOS = FIRST_MICROS * 1_000;

    private SourceTime() {}

    /** ISO 8601 with a zone: {@code Z}, {@code +00:00}, {@code +0000} or {@code +00}; empty for anything else. */
    public static Optional<Instant> parse(String text) {
        String written = text.strip();
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(withColon(written)).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * A time since 1970 in seconds, milli-, micro- or nanoseconds, which its magnitude decides: from 10^11 on it counts
     * milliseconds, from 10^14 microseconds, from 10^17 nanoseconds. Empty when it is not positive.
     */
    public static Optional<Instant> ofEpoch(long number) {
        if (number <= 0) {
            return Optional.empty();
        }
        if (number < FIRST_MILLIS) {
            return Optional.of(Instant.ofEpochSecond(number));
        }
        if (number < FIRST_MICROS) {
            return Optional.of(Instant.ofEpochMilli(number));
        }
        return Optional.of(
                number < FIRST_NANOS
                        ? Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1_000)
                        : Instant.ofEpochSecond(number / 1_000_000_000, number % 1_000_000_000));
    }

    /** The fault of an event's time, as the message of a field; null when there is none. */
    public static @Nullable String fault(Instant at, Instant now) {
        if (at.isBefore(EARLIEST)) {
            return "must not be before the year 2000";
        }
        return at.isAfter(now.plus(AHEAD)) ? "must not be more than 24 hours ahead" : null;
    }

    /** Whether a message may name the time at all: from {@link #EARLIEST} to before {@link #LATEST}. */
    public static boolean isPlausible(Instant at) {
        return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }

    private static String withColon(String text) {
        int sign = text.length() - 5;
        if (sign < 0 || "+-".indexOf(text.charAt(sign)) < 0 || text.indexOf('T') < 0) {
            return text;
        }
        return text.substring(0, sign + 3) + ':' + text.substring(sign + 3);
    }
}
