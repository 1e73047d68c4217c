package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPathSampler;
import io.cemfleet.restoration.watch.MonitoringTask;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps while the original paths are sampled until they recover, and held. */
@Component
class RecoverySteps {
    private final OriginalPathSampler paths;
    private final TrafficReturn returning;
    private final WatchTiming timing;

    RecoverySteps(OriginalPathSampler paths, TrafficReturn returning, WatchTiming timing) {
        this.paths = paths;
        this.returning = returning;
        this.timing = timing;
    }

    WatchStepResult watch(WatchState.Watching before) {
        WatchState.Watching watch = returning.withCarried(before);
        PathObservation observation = paths.observe(watch);
        WatchState.Watching now = watch.with(timing.observed(watch, observation));
        Instant firstHold = now.paths().firstHold();
        WatchStepResult step =
                firstHold == null ? WatchStepResult.pausing(now, timing.nextRound()) : recovered(now, firstHold);
        return timing.orMissing(step, observation);
    }

    WatchStepResult hold(WatchState.Holding watch) {
        PathObservation observation = paths.observe(watch);
        WatchState.Holding now = watch.with(timing.observed(watch, observation));
        Instant firstHold = now.paths().firstHold();
        WatchStepResult step = firstHold == null
                ? WatchStepResult.pausing(now.startAgain(), timing.nextRound())
                : holding(watch, now.hold(firstHold));
        return timing.orMissing(step, observation);
    }

    private WatchStepResult recovered(WatchState.Watching watch, Instant firstHold) {
        Set<String> recovered = watch.paths().recovered();
        return new WatchStepResult(
                watch.hold(firstHold),
                List.of(
                        WatchReport.about(recovered, RestorationEvent.SLA_RECOVERED, new RestorationDetails.None()),
                        WatchReport.about(recovered, RestorationEvent.HOLD_TIMER_STARTED, holdTimer(watch, null))),
                untilNextSample(firstHold));
    }

    /**
     * Tunnels that recovered within a poll of the first one are held together, and return together where they fit.
     *
     * @param before the watch before its paths were sampled
     */
    private WatchStepResult holding(WatchState.Holding before, WatchState.Holding watch) {
        if (timing.now().isBefore(watch.holdUntil())) {
            return WatchStepResult.pausing(watch, untilNextSample(watch.holdUntil()));
        }
        Set<String> held = watch.paths().heldTogether(timing.poll());
        if (held.isEmpty()) {
            return WatchStepResult.pausing(watch, timing.nextSample());
        }
        return switch (returning.choose(before, watch, held)) {
            case ReturnChoice.NotYet notYet -> notYet.step();
            case ReturnChoice.Fits fits -> expired(watch.with(fits.paths()), fits);
        };
    }

    private WatchStepResult expired(WatchState.Holding watch, ReturnChoice.Fits fits) {
        return WatchStepResult.atOnce(
                        watch.cutOver(fits.capacity().part()),
                        new WatchReport(RestorationEvent.HOLD_TIMER_EXPIRED, holdTimer(watch, true)),
                        new WatchReport(RestorationEvent.STABILITY_VERIFIED, new RestorationDetails.None()))
                .reportedAfter(fits.reports());
    }

    private RestorationDetails holdTimer(WatchState watch, @Nullable Boolean verified) {
        MonitoringTask task = watch.core().task();
        return new RestorationDetails.HoldTimer(
                timing.nominalHold(watch).toSeconds(),
                task.slaTier(),
                task.cutoverMode() == CutoverMode.IMMEDIATE,
                verified);
    }

    private Duration untilNextSample(Instant until) {
        Duration left = Duration.between(timing.now(), until);
        Duration round = timing.nextRound();
        Duration pause = left.compareTo(round) < 0 ? left : round;
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}
