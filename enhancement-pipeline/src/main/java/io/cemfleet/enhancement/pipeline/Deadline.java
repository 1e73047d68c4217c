package io.cemfleet.enhancement.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** By when a stage has to be done. */
public record Deadline(Instant at) {

    /** What is left, zero once it has passed. */
    public Duration remaining(Clock clock) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The earlier of this and so long from now. */
    public Deadline within(Duration limit, Clock clock) {
        Instant other = clock.instant().plus(limit);
        return other.isBefore(at) ? new Deadline(other) : this;
    }
}
