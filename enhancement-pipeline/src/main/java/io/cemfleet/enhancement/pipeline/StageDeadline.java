package io.cemfleet.enhancement.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** By when a stage has to be done. */
public record StageDeadline(Instant at) {

    /** What is left, zero once it has passed. */
    public Duration remaining(Clock clock) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The earlier of this and so long from now. */
    public StageDeadline within(Duration limit, Clock clock) {
        Instant other = clock.instant().plus(limit);
        return other.isBefore(at) ? new StageDeadline(other) : this;
    }
}
