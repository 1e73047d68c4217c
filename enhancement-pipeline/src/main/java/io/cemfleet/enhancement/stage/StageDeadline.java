package io.cemfleet.enhancement.stage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time by which a stage has to end. */
public record StageDeadline(Instant at) {

    /** The remaining time, zero once it has passed. */
    public Duration remaining(Clock clock) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The earlier of this deadline and the limit from now. */
    public StageDeadline within(Duration limit, Clock clock) {
        Instant other = clock.instant().plus(limit);
        return other.isBefore(at) ? new StageDeadline(other) : this;
    }
}
