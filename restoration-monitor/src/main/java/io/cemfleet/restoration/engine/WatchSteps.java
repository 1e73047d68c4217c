package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.config.TimeScale;
import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.RestorationSettings;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.network.Tunnels;
import io.cemfleet.restoration.network.Work;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The steps while the original path is watched and held; the steps of the way back are {@link CutoverSteps}. */
@Component
class WatchSteps {
    private final OriginalPaths paths;
    private final Tunnels tunnels;
    private final RestorationSettings settings;
    private final TimeScale scale;
    private final Clock clock;

    WatchSteps(OriginalPaths paths, Tunnels tunnels, RestorationSettings settings, TimeScale scale, Clock clock) {
        this.paths = paths;
        this.tunnels = tunnels;
        this.settings = settings;
        this.scale = scale;
        this.clock = clock;
    }

    Step watch(Watch watch) {
        if (watch.protectionWeight() < 100) {
            return trafficBackFirst(watch);
        }
        return switch (paths.look(watch)) {
            case Sample.Good good -> oneMore(watch.known(clock.instant()).good(good.measuredAt()));
            case Sample.Bad bad -> Step.pausing(watch.known(clock.instant()).startAgain(), poll());
            case Sample.Missing missing -> nothingKnown(watch.startAgain(), missing);
        };
    }

    Step hold(Watch watch) {
        return switch (paths.look(watch)) {
            case Sample.Bad bad -> Step.pausing(watch.known(clock.instant()).startAgain(), poll());
            case Sample.Missing missing -> nothingKnown(watch.startAgain(), missing);
            case Sample.Good good ->
                stillGood(watch, watch.known(clock.instant()).good(good.measuredAt()));
        };
    }

    private Step trafficBackFirst(Watch watch) {
        return switch (tunnels.shift(watch, 100)) {
            case Work.Done done -> Step.atOnce(watch.shifted(0, 100));
            case Work.Failed failed -> Step.pausing(watch.failedOnce(), scale.of(settings.retry()));
            case Work.Unknown unknown -> Step.pausing(watch, scale.of(settings.retry()));
        };
    }

    private Step oneMore(Watch watch) {
        if (watch.goodSamples() < settings.goodSamples()) {
            return Step.pausing(watch, poll());
        }
        Duration nominal = settings.holdTime(watch.slaTier(), watch.relapses());
        Instant until = clock.instant().plus(scale.of(nominal));
        return new Step(
                watch.hold(until),
                List.of(
                        Report.of(RestorationEvent.SLA_RECOVERED),
                        new Report(RestorationEvent.HOLD_TIMER_STARTED, holdDetails(watch, nominal))),
                untilNextLook(until));
    }

    private Step stillGood(Watch before, Watch after) {
        Instant until = before.holdUntil();
        if (until == null || clock.instant().isBefore(until)) {
            return Step.pausing(after, until == null ? Duration.ZERO : untilNextLook(until));
        }
        boolean fresh = after.goodSamples() > before.goodSamples()
                && after.lastGoodAt() != null
                && !after.lastGoodAt().isBefore(until.minus(freshness()));
        if (!fresh) {
            return Step.pausing(after, scale.of(Duration.ofSeconds(1)));
        }
        Duration nominal = settings.holdTime(after.slaTier(), after.relapses());
        return Step.atOnce(
                after.cutOver(),
                new Report(RestorationEvent.HOLD_TIMER_EXPIRED, holdDetails(after, nominal)),
                Report.of(RestorationEvent.STABILITY_VERIFIED));
    }

    private Step nothingKnown(Watch watch, Sample.Missing missing) {
        Duration blind = Duration.between(watch.knownAt(), clock.instant());
        if (watch.telemetryTold() || blind.compareTo(scale.of(settings.telemetryMissingAfter())) < 0) {
            return Step.pausing(watch, poll());
        }
        Report report = new Report(RestorationEvent.TELEMETRY_MISSING, Map.of("reason", missing.reason()));
        return Step.pausing(watch.told(), poll(), report);
    }

    private static Map<String, Object> holdDetails(Watch watch, Duration nominal) {
        return Map.of(
                "hold_seconds", nominal.toSeconds(),
                "sla_tier", watch.slaTier().wire(),
                "immediate", watch.cutoverMode() == CutoverMode.IMMEDIATE);
    }

    /** A sample counts as fresh at the expiry if it is no older than one look. */
    private Duration freshness() {
        return poll();
    }

    private Duration untilNextLook(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        Duration pause = left.compareTo(poll()) < 0 ? left : poll();
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private Duration poll() {
        return scale.of(settings.poll());
    }
}
