package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.RestorationSettings;
import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import io.cemfleet.runtime.defaults.TimeScale;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How long each step waits, already divided by the time scale, and what happens while telemetry is missing. */
@Component
class WatchTiming {
    /** A sample may query the controller for every link, so samples are never closer than this. */
    private static final Duration NEXT_SAMPLE = Duration.ofMillis(200);

    /** Tunnels that cannot be moved for a while are tried at least every four polls. */
    private static final int MOST_DOUBLINGS = 2;

    private final RestorationSettings settings;
    private final TimeScale scale;
    private final Clock clock;

    WatchTiming(RestorationSettings settings, TimeScale scale, Clock clock) {
        this.settings = settings;
        this.scale = scale;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    RestorationSettings settings() {
        return settings;
    }

    Duration poll() {
        return scale.of(settings.poll());
    }

    /**
     * Until the next sample of a path that is watched: all watches sample at the same moments, a poll apart, so that
     * those over the same links share their samples. The first is half a poll away at least.
     */
    Duration nextRound() {
        long poll = Math.max(1, poll().toMillis());
        long left = poll - Math.floorMod(now().toEpochMilli(), poll);
        return Duration.ofMillis(2 * left < poll ? left + poll : left);
    }

    /** Until a sample that is not there yet may have arrived. */
    Duration nextSample() {
        Duration scaled = scale.of(settings.retry());
        return scaled.compareTo(NEXT_SAMPLE) < 0 ? NEXT_SAMPLE : scaled;
    }

    /** Before a failed call is repeated; twice as long after each failure. */
    Duration retry(int failures) {
        return scale.of(settings.retry()).multipliedBy(1L << Math.min(failures, 6));
    }

    /** Before a refused or failed call is repeated; the original path is sampled as often as before. */
    Duration again(int failures) {
        Duration pause = retry(failures);
        return pause.compareTo(poll()) < 0 ? pause : poll();
    }

    /** Whether tunnel-provisioning has left a call unanswered for so long that operators should know. */
    boolean tooLong(Instant since) {
        return Duration.between(since, now()).compareTo(scale.of(settings.unansweredAfter())) >= 0;
    }

    Duration cutoverInterval() {
        return scale.of(settings.cutoverInterval());
    }

    /** The hold time of the watch, nominal. */
    Duration nominalHold(WatchState watch) {
        return settings.holdTime(watch.core().task().slaTier(), watch.core().relapses());
    }

    private Instant holdUntil(WatchState watch) {
        return now().plus(scale.of(nominalHold(watch)));
    }

    /** The weights that may follow on one, best first: where the step of the mode is too much, the stages' is tried. */
    List<Integer> ladder(WatchState watch, int weight) {
        List<Integer> stages = settings.cutoverWeights();
        Stream<Integer> tried = watch.core().task().cutoverMode() == CutoverMode.IMMEDIATE
                ? Stream.concat(Stream.of(0), next(stages, weight))
                : next(stages, weight);
        return tried.filter(next -> next < weight).distinct().toList();
    }

    private static Stream<Integer> next(List<Integer> stages, int weight) {
        return stages.stream().filter(stage -> stage < weight).limit(1);
    }

    /** Applies an observation, and records that telemetry arrived. */
    OriginalPathStatus observed(WatchState.Active watch, PathObservation observation) {
        OriginalPathStatus paths =
                watch.paths().observed(watch.tunnels().ids(), observation, settings.goodSamples(), holdUntil(watch));
        return observation.missing().isPresent() ? paths : paths.known(now());
    }

    /** When tunnels that could not be moved or removed are tried again, beside the others; they wait longer each time. */
    Instant triedAgain(TunnelTraffic traffic, Collection<String> tunnels) {
        int rounds = tunnels.stream().mapToInt(traffic::rounds).max().orElse(0);
        return now().plus(poll().multipliedBy(1L << Math.min(rounds, MOST_DOUBLINGS)));
    }

    /** The step; where it reports nothing and something is not known, the missing telemetry is reported after a while. */
    WatchStepResult orMissing(WatchStepResult step, PathObservation observation) {
        Optional<PathSample.Missing> missing = observation.missing();
        if (missing.isEmpty() || !step.reports().isEmpty() || !(step.after() instanceof WatchState.Active active)) {
            return step;
        }
        return missing(active, missing.get(), step.pause());
    }

    /** Nothing is known: nothing moves, and after a while the missing telemetry is reported, once. */
    WatchStepResult missing(WatchState.Active watch, PathSample.Missing missing, Duration pause) {
        OriginalPathStatus paths = watch.paths();
        Duration unknown = Duration.between(paths.knownAt(), now());
        if (paths.missingReported() || unknown.compareTo(scale.of(settings.telemetryMissingAfter())) < 0) {
            return WatchStepResult.pausing(watch, pause);
        }
        WatchReport report = new WatchReport(
                RestorationEvent.TELEMETRY_MISSING, new RestorationDetails.MissingTelemetry(missing.reason()));
        return WatchStepResult.pausing(watch.with(paths.reportedMissing()), pause, report);
    }
}
