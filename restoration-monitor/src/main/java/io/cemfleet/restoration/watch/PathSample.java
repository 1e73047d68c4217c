package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.List;

/** What one look at the original path of a tunnel found. */
public sealed interface PathSample {

    /** @param measuredAt the oldest of the measurements it rests on */
    record Good(Instant measuredAt) implements PathSample {}

    /** @param links those that are beyond their limits */
    record Bad(List<String> links) implements PathSample {}

    /** Not known is not good. */
    record Missing(String reason) implements PathSample {}
}
