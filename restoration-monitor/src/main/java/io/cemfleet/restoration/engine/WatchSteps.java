package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.watch.Look;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Look look = paths.look(watch);
        Watch seen = pace.seen(watch, look);
        Instant first = seen.firstHold();
        return pace.orBlind(first == null ? Step.pausing(seen, pace.poll()) : recovered(seen, first), look);
    }

    Step hold(Watch watch) {
        Look look = paths.look(watch);
        Watch seen = pace.seen(watch, look);
        Instant first = seen.firstHold();
        return pace.orBlind(
                first == null ? Step.pausing(seen.startAgain(), pace.poll()) : holding(watch, seen.hold(first), first),
                look);
    }

    private Step recovered(Watch watch, Instant first) {
        Set<String> recovered = watch.recovered();
        return new Step(
                watch.hold(first),
                List.of(
                        Report.about(recovered, RestorationEvent.SLA_RECOVERED, Map.of()),
                        Report.about(recovered, RestorationEvent.HOLD_TIMER_STARTED, holdDetails(watch))),
                untilNextLook(first));
    }

    /** Tunnels that recovered within a poll of the first one are held together, and return together where they fit. */
    private Step holding(Watch before, Watch watch, Instant first) {
        if (pace.now().isBefore(first)) {
            return Step.pausing(watch, untilNextLook(first));
        }
        Set<String> held = watch.heldTogether(pace.poll());
        if (held.isEmpty()) {
            return Step.pausing(watch, pace.nextSample());
        }
        return returning.ifRoom(
                before,
                watch,
                held,
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
