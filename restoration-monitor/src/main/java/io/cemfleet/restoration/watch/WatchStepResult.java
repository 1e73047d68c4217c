package io.cemfleet.restoration.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of one step.
 *
 * @param after the watch after the step
 * @param reports the reports to the orchestrator, in order
 * @param pause until the next step, zero for at once; without meaning when the watch has ended
 */
public record WatchStepResult(WatchState after, List<WatchReport> reports, Duration pause) {

    public WatchStepResult {
        reports = List.copyOf(reports);
    }

    public static WatchStepResult pausing(WatchState after, Duration pause, WatchReport... reports) {
        return new WatchStepResult(after, List.of(reports), pause);
    }

    public static WatchStepResult atOnce(WatchState after, WatchReport... reports) {
        return new WatchStepResult(after, List.of(reports), Duration.ZERO);
    }

    /** The same step with these reports before its own. */
    public WatchStepResult reportedBefore(List<WatchReport> first) {
        return new WatchStepResult(after, joined(first, reports), pause);
    }

    /** The same step with these reports after its own. */
    public WatchStepResult reportedAfter(List<WatchReport> last) {
        return new WatchStepResult(after, joined(reports, last), pause);
    }

    private static List<WatchReport> joined(List<WatchReport> first, List<WatchReport> last) {
        List<WatchReport> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }
}
