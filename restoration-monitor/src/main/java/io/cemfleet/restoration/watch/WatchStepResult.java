package io.cemfleet.restoration.watch;

import java.time.Duration;
import java.util.List;

/**
 * The result of one step.
 *
 * @param after the watch after the step
 * @param reports the reports to the orchestrator, in order
 * @param pause until the next step, zero for at once; without meaning when the watch has ended
 */
public record WatchStepResult(RestorationWatch after, List<WatchReport> reports, Duration pause) {

    public static WatchStepResult pausing(RestorationWatch after, Duration pause, WatchReport... reports) {
        return new WatchStepResult(after, List.of(reports), pause);
    }

    public static WatchStepResult atOnce(RestorationWatch after, WatchReport... reports) {
        return new WatchStepResult(after, List.of(reports), Duration.ZERO);
    }
}
