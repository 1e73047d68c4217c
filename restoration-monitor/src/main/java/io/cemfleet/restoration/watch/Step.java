package io.cemfleet.restoration.watch;

import java.time.Duration;
import java.util.List;

/**
 * What one step came to.
 *
 * @param after the watch as it stands now
 * @param reports what the orchestrator is told, in order
 * @param pause until the next step, zero for at once; without meaning when the watch has ended
 */
public record Step(Watch after, List<Report> reports, Duration pause) {

    public static Step pausing(Watch after, Duration pause, Report... reports) {
        return new Step(after, List.of(reports), pause);
    }

    public static Step atOnce(Watch after, Report... reports) {
        return new Step(after, List.of(reports), Duration.ZERO);
    }
}
