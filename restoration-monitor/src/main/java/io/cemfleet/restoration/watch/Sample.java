package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.List;

/** What one look at the original path of a tunnel found. */
public sealed interface Sample {

    /** @param measuredAt the oldest of the measurements it rests on */
    record Good(Instant measuredAt) implements Sample {}

    /** @param links those that are beyond their limits */
    record Bad(List<String> links) implements Sample {}

    /** Not known is not good. */
    record Missing(String reason) implements Sample {}
}
