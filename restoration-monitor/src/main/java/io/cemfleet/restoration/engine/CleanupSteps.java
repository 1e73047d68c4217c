package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.TunnelCalls;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Removes the tunnels of a part whose traffic is back, and goes on with the rest of the watch. */
@Component
class CleanupSteps {
    private final TunnelCalls calls;
    private final TunnelCallOutcomes outcomes;
    private final WatchTiming timing;

    CleanupSteps(TunnelCalls calls, TunnelCallOutcomes outcomes, WatchTiming timing) {
        this.calls = calls;
        this.outcomes = outcomes;
        this.timing = timing;
    }

    WatchStepResult cleanUp(WatchState.CleaningUp watch) {
        return switch (outcomes.apply(watch, calls.delete(watch))) {
            case AppliedOutcomes.Superseded<WatchState.CleaningUp> superseded ->
                WatchStepResult.atOnce(watch.canceled());
            case AppliedOutcomes.NextWave<WatchState.CleaningUp> next -> next.stored();
            case AppliedOutcomes.Applied<WatchState.CleaningUp> applied ->
                afterDeletion(applied)
                        .reportedBefore(restored(requested(watch), applied.after()))
                        .reportedBefore(applied.reports());
        };
    }

    /** Those that an earlier wave removed were not reported yet. */
    private static Set<String> requested(WatchState.CleaningUp watch) {
        Set<String> requested = watch.call().requested();
        return requested.isEmpty() ? watch.pending() : requested;
    }

    private WatchStepResult afterDeletion(AppliedOutcomes.Applied<WatchState.CleaningUp> applied) {
        WatchState.CleaningUp after = applied.after();
        if (applied.done()) {
            return after.tunnels().none()
                    ? WatchStepResult.atOnce(after.ended())
                    : WatchStepResult.pausing(after.nextPart(timing.now()), timing.cutoverInterval());
        }
        if (!after.othersGoOn(timing.now())) {
            return WatchStepResult.pausing(after.with(after.call().left(after.pending())), applied.pause());
        }
        Set<String> stuck = after.pending();
        Instant again = timing.triedAgain(after.traffic(), stuck);
        return WatchStepResult.pausing(after.aside(stuck, again).nextPart(timing.now()), timing.nextSample());
    }

    private static List<WatchReport> restored(Collection<String> part, WatchState after) {
        List<String> gone = part.stream()
                .filter(tunnel -> !after.tunnels().ids().contains(tunnel))
                .filter(tunnel -> !after.traffic().left().contains(tunnel))
                .sorted()
                .toList();
        return gone.isEmpty()
                ? List.of()
                : List.of(WatchReport.about(gone, RestorationEvent.RESTORED, new RestorationDetails.Restored(gone)));
    }
}
