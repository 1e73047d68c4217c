package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.SlaSettings;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.defaults.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * When the monitor evaluates the samples after steering and how long it waits for them, already divided by the time
 * scale.
 */
@Component
class SteeringCheckTiming {
    private final SlaSettings settings;
    private final TimeScale scale;
    private final WatchTiming timing;

    SteeringCheckTiming(SlaSettings settings, TimeScale scale, WatchTiming timing) {
        this.settings = settings;
        this.scale = scale;
        this.timing = timing;
    }

    Instant now() {
        return timing.now();
    }

    Duration window() {
        return settings.window();
    }

    double clearlyBetter() {
        return settings.clearlyBetter();
    }

    Duration nextSample() {
        return timing.nextSample();
    }

    Duration poll() {
        return timing.poll();
    }

    /** Between two samples of links while they are sampled closely: sooner there would be no other measurement. */
    Duration linkInterval() {
        return longest(scale.of(settings.linkInterval()), nextSample(), settings.measuringInterval());
    }

    /** From when on samples show the links as the request left them. */
    Instant linksSettled(WatchState watch) {
        return watch.core().task().begunAt().plus(settling());
    }

    /** Until when links are sampled closely, regardless of their load. */
    Instant closely(WatchState watch) {
        return linksSettled(watch).plus(scale.of(settings.collect()));
    }

    /** From when on samples show the new path. */
    Instant settled(SteeringCheck check) {
        return settled(check.steeredAt());
    }

    /** From when on samples show a path that has carried the traffic since the given moment. */
    Instant settled(Instant steered) {
        return steered.plus(settling());
    }

    private Duration settling() {
        return longest(scale.of(settings.settle()), settings.measuringInterval());
    }

    private static Duration longest(Duration... durations) {
        return Stream.of(durations).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** When samples of all should have arrived. */
    Instant due(List<SteeringCheck> checks) {
        return latest(checks.stream().map(this::settled).toList()).plus(scale.of(settings.collect()));
    }

    /** When the monitor stops waiting for missing samples. */
    Instant deadline(List<SteeringCheck> checks) {
        return latest(checks.stream().map(SteeringCheck::requestedAt).toList()).plus(scale.of(settings.patience()));
    }

    private Instant latest(List<Instant> moments) {
        return moments.stream().max(Comparator.naturalOrder()).orElse(now());
    }
}
