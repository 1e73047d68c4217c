package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.SlaSettings;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.defaults.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

    /** The interval between two samples of links while they are sampled closely. */
    Duration linkInterval() {
        Duration scaled = scale.of(settings.linkInterval());
        return scaled.compareTo(nextSample()) < 0 ? nextSample() : scaled;
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
        Duration scaled = scale.of(settings.settle());
        Duration interval = settings.measuringInterval();
        return scaled.compareTo(interval) < 0 ? interval : scaled;
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
