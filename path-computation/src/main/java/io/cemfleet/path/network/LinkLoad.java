package io.cemfleet.path.network;

import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.path.graph.EdgeFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest measurement of each direction, each as old as it is: a round over a large network may take longer than a
 * measurement is good for.
 *
 * @param samples by the controller's id of a direction, so that they outlive a topology version
 */
record LinkLoad(Map<String, Sample> samples) {

    static final LinkLoad NONE = new LinkLoad(Map.of());

    /** @param readAt before its load was asked for */
    record Sample(LinkMeasurement measured, Instant readAt) {

        Stream<Instant> times() {
            return Stream.of(Optional.of(readAt), Optional.ofNullable(measured.measuredAt()))
                    .flatMap(Optional::stream);
        }
    }

    LinkLoad {
        samples = Map.copyOf(samples);
    }

    /** With newer readings in place of older ones; what could not be read now stays until it is too old. */
    LinkLoad with(LinkReadings readings, Instant readAt) {
        var newest = new HashMap<>(samples);
        readings.measured()
                .forEach((direction, measured) -> newest.put(direction.cncLinkId(), new Sample(measured, readAt)));
        return new LinkLoad(newest);
    }

    /** Without directions that the network no longer has. */
    LinkLoad within(NetworkTopology topology) {
        var kept = new HashMap<>(samples);
        kept.keySet().removeIf(id -> topology.directionByCncLinkId(id).isEmpty());
        return new LinkLoad(kept);
    }

    /** Load of a direction, 0 to 1; empty where none is known that is no older than this. */
    Optional<Double> utilisation(LinkDirection direction, Instant now, Duration fresh) {
        return loaded(direction, now, fresh).map(sample -> sample.measured().utilisation());
    }

    /** Since when the known load of a direction was measured. */
    Optional<Instant> readAt(LinkDirection direction, Instant now, Duration fresh) {
        return loaded(direction, now, fresh).map(Sample::readAt);
    }

    /** All that is known of a direction and no older than this; delay, jitter and loss by the time of their own sample. */
    EdgeFigures figures(LinkDirection direction, Instant now, Duration fresh, boolean measuredDelays) {
        var measured = Optional.ofNullable(samples.get(direction.cncLinkId()))
                .map(Sample::measured)
                .filter(sample -> isFresh(sample.measuredAt(), now, fresh));
        var delay = measuredDelays ? measured.map(LinkMeasurement::delayMs).orElse(null) : null;
        return new EdgeFigures(
                delay == null ? direction.delayMs() : delay,
                measured.map(LinkMeasurement::jitterMs).orElse(null),
                measured.map(LinkMeasurement::lossPct).orElse(null),
                direction.capacityMbps(),
                utilisation(direction, now, fresh).orElse(null));
    }

    /** The first moment at which something that is fresh now no longer is. */
    Instant unchangedUntil(Instant now, Duration fresh) {
        return samples.values().stream()
                .flatMap(Sample::times)
                .map(time -> time.plus(fresh))
                .filter(end -> !end.isBefore(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Optional<Sample> loaded(LinkDirection direction, Instant now, Duration fresh) {
        return Optional.ofNullable(samples.get(direction.cncLinkId()))
                .filter(sample -> sample.measured().utilisation() != null)
                .filter(sample -> isFresh(sample.readAt(), now, fresh));
    }

    private static boolean isFresh(@Nullable Instant at, Instant now, Duration fresh) {
        return at != null && Duration.between(at, now).compareTo(fresh) <= 0;
    }
}
