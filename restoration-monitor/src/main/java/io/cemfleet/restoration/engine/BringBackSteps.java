package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.TunnelCalls;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import org.springframework.stereotype.Component;

/** Puts traffic that a broken cutover or an earlier watch moved back on the tunnels. */
@Component
class BringBackSteps {
    private final TunnelCalls calls;
    private final TunnelCallOutcomes outcomes;
    private final WatchTiming timing;

    BringBackSteps(TunnelCalls calls, TunnelCallOutcomes outcomes, WatchTiming timing) {
        this.calls = calls;
        this.outcomes = outcomes;
        this.timing = timing;
    }

    WatchStepResult bringBack(WatchState.BringingBack watch) {
        return switch (outcomes.apply(watch, calls.shift(watch))) {
            case AppliedOutcomes.Superseded<WatchState.BringingBack> superseded ->
                WatchStepResult.atOnce(watch.canceled());
            case AppliedOutcomes.NextWave<WatchState.BringingBack> next -> next.stored();
            case AppliedOutcomes.Applied<WatchState.BringingBack> applied
            when applied.done() -> broughtBack(applied.after()).reportedBefore(applied.reports());
            case AppliedOutcomes.Applied<WatchState.BringingBack> applied -> applied.repeated();
        };
    }

    private WatchStepResult broughtBack(WatchState.BringingBack watch) {
        if (watch.tunnels().none()) {
            return WatchStepResult.atOnce(watch.ended());
        }
        WatchState.Watching back = watch.broughtBack(timing.now());
        return watch.relapsed()
                ? WatchStepResult.pausing(back, timing.poll(), relapsed(watch))
                : WatchStepResult.atOnce(back);
    }

    private static WatchReport relapsed(WatchState.BringingBack watch) {
        return new WatchReport(
                RestorationEvent.SLA_RELAPSED,
                new RestorationDetails.Relapse(watch.relapsedOn(), watch.core().relapses()));
    }
}
