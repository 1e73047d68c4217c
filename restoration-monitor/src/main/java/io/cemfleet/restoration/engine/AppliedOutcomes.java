package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the answers of tunnel-provisioning mean for the watch that requested the calls. */
sealed interface AppliedOutcomes<S extends WatchState.Calling<S>> {

    /** A newer plan of the incident is in force: the watch may no longer write. */
    record Superseded<S extends WatchState.Calling<S>>() implements AppliedOutcomes<S> {}

    /** The answers are applied, and other tunnels of the round follow in the next wave. */
    record NextWave<S extends WatchState.Calling<S>>(S after, List<WatchReport> reports) implements AppliedOutcomes<S> {

        /** The step that stores them. */
        WatchStepResult stored() {
            return new WatchStepResult(after, reports, Duration.ZERO);
        }
    }

    /**
     * The answers are applied, and each tunnel of the round was tried.
     *
     * @param repeatAfter until the calls that were not carried out are repeated; absent where all were
     */
    record Applied<S extends WatchState.Calling<S>>(S after, List<WatchReport> reports, @Nullable Duration repeatAfter)
            implements AppliedOutcomes<S> {

        boolean done() {
            return repeatAfter == null;
        }

        /** Until the calls that were not carried out are repeated. */
        Duration pause() {
            return Objects.requireNonNullElse(repeatAfter, Duration.ZERO);
        }

        /** The step that only repeats the calls. */
        WatchStepResult repeated() {
            return new WatchStepResult(after, reports, pause());
        }
    }
}
