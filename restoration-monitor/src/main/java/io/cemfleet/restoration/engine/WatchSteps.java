package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPathSampler;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The steps while the original path is watched and held; the steps of the return are {@link CutoverSteps}. */
@Component
class WatchSteps {
    private final OriginalPathSampler paths;
    private final TrafficReturn returning;
    private final WatchTiming pace;

    WatchSteps(OriginalPathSampler paths, TrafficReturn returning, WatchTiming pace) {
        this.paths = paths;
        this.returning = returning;
        this.pace = pace;
    }

    WatchStepResult watch(RestorationWatch asked) {
        RestorationWatch watch = returning.withCarried(asked);
        PathObservation look = paths.look(watch);
        RestorationWatch seen = pace.seen(watch, look);
        Instant first = seen.firstHold();
        return pace.orBlind(first == null ? WatchStepResult.pausing(seen, pace.poll()) : recovered(seen, first), look);
    }

    WatchStepResult hold(RestorationWatch watch) {
        PathObservation look = paths.look(watch);
        RestorationWatch seen = pace.seen(watch, look);
        Instant first = seen.firstHold();
        return pace.orBlind(
                first == null
                        ? WatchStepResult.pausing(seen.startAgain(), pace.poll())
                        : holding(watch, seen.hold(first), first),
                look);
    }

    private WatchStepResult recovered(RestorationWatch watch, Instant first) {
        Set<String> recovered = watch.recovered();
        return new WatchStepResult(
                watch.hold(first),
                List.of(
                        WatchReport.about(recovered, RestorationEvent.SLA_RECOVERED, Map.of()),
                        WatchReport.about(recovered, RestorationEvent.HOLD_TIMER_STARTED, holdDetails(watch))),
                untilNextLook(first));
    }

    /** Tunnels that recovered within a poll of the first one are held together, and return together where they fit. */
    private WatchStepResult holding(RestorationWatch before, RestorationWatch watch, Instant first) {
        if (pace.now().isBefore(first)) {
            return WatchStepResult.pausing(watch, untilNextLook(first));
        }
        Set<String> held = watch.heldTogether(pace.poll());
        if (held.isEmpty()) {
            return WatchStepResult.pausing(watch, pace.nextSample());
        }
        return returning.ifRoom(
                before,
                watch,
                held,
                (roomy, room) -> WatchStepResult.atOnce(
                        roomy.cutOver(room.part()),
                        new WatchReport(RestorationEvent.HOLD_TIMER_EXPIRED, verified(roomy)),
                        WatchReport.of(RestorationEvent.STABILITY_VERIFIED)));
    }

    private Map<String, Object> verified(RestorationWatch watch) {
        Map<String, Object> details = new HashMap<>(holdDetails(watch));
        details.put("verified", true);
        return details;
    }

    private Map<String, Object> holdDetails(RestorationWatch watch) {
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
