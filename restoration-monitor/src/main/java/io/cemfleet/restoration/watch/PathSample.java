package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.List;

/** One sample of the original path of a tunnel. */
public sealed interface PathSample {

    /** @param measuredAt the oldest of the measurements it rests on */
    record Good(Instant measuredAt) implements PathSample {}

    /** @param links those that are beyond their limits */
    record Bad(List<String> links) implements PathSample {}

    /** The path was not measured, which does not count as good. */
    record Missing(String reason) implements PathSample {}
}
