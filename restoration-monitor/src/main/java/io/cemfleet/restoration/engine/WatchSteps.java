package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps while the original path is watched and held; the steps of the way back are {@link CutoverSteps}. */
@Component
class WatchSteps {
    private final OriginalPaths paths;
    private final Returning returning;
    private final Pace pace;

    WatchSteps(OriginalPaths paths, Returning returning, Pace pace) {
        this.paths = paths;
        this.returning = returning;
        this.pace = pace;
    }

    Step watch(Watch asked) {
        Watch watch = returning.withCarried(asked);
        return switch (paths.look(watch)) {
            case Sample.Good good -> oneMore(watch.known(pace.now()).good(good.measuredAt()));
            case Sample.Bad bad -> Step.pausing(watch.known(pace.now()).startAgain(), pace.poll());
            case Sample.Missing missing -> pace.blind(watch.startAgain(), missing, pace.poll());
        };
    }

    Step hold(Watch watch) {
        return switch (paths.look(watch)) {
            case Sample.Bad bad -> Step.pausing(watch.known(pace.now()).startAgain(), pace.poll());
            case Sample.Missing missing -> pace.blind(watch.startAgain(), missing, pace.poll());
            case Sample.Good good -> stillGood(watch, watch.known(pace.now()).good(good.measuredAt()));
        };
    }

    private Step oneMore(Watch watch) {
        if (watch.goodSamples() < pace.settings().goodSamples()) {
            return Step.pausing(watch, pace.poll());
        }
        Instant until = pace.holdUntil(watch);
        return new Step(
                watch.hold(until),
                List.of(
                        Report.of(RestorationEvent.SLA_RECOVERED),
                        new Report(RestorationEvent.HOLD_TIMER_STARTED, holdDetails(watch))),
                untilNextLook(until));
    }

    private Step stillGood(Watch before, Watch after) {
        Instant until = before.holdUntil();
        if (until == null) {
            return Step.pausing(after.startAgain(), pace.poll());
        }
        if (pace.now().isBefore(until)) {
            return Step.pausing(after, untilNextLook(until));
        }
        boolean measuredSince = after.goodSamples() > before.goodSamples()
                && !after.countsAfter().isBefore(until);
        if (!measuredSince) {
            return Step.pausing(after, pace.nextSample());
        }
        return returning.ifRoom(
                before,
                after,
                (roomy, room) -> Step.atOnce(
                        roomy.cutOver(room.part()),
                        new Report(RestorationEvent.HOLD_TIMER_EXPIRED, verified(roomy)),
                        Report.of(RestorationEvent.STABILITY_VERIFIED)));
    }

    private Map<String, Object> verified(Watch watch) {
        Map<String, Object> details = new HashMap<>(holdDetails(watch));
        details.put("verified", true);
        return details;
    }

    private Map<String, Object> holdDetails(Watch watch) {
        return Map.of(
                "hold_seconds", pace.nominalHold(watch).toSeconds(),
                "sla_tier", watch.slaTier().wire(),
                "immediate", watch.cutoverMode() == CutoverMode.IMMEDIATE);
    }

    private Duration untilNextLook(Instant until) {
        Duration left = Duration.between(pace.now(), until);
        Duration pause = left.compareTo(pace.poll()) < 0 ? left : pace.poll();
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}
