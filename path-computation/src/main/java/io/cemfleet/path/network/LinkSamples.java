package io.cemfleet.path.network;

import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.graph.EdgeMeasurements;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The newest measurement of each direction, each with its own age: a round over a large network may take longer than a
 * measurement stays fresh.
 *
 * @param samples by the controller's id of a direction, so that they outlive a topology version
 */
record LinkSamples(Map<String, TimedMeasurement> samples) {

    static final LinkSamples NONE = new LinkSamples(Map.of());

    /** @param readAt before its load was requested */
    record TimedMeasurement(LinkMeasurement measured, Instant readAt) {

        Stream<Instant> times() {
            return Stream.of(Optional.of(readAt), Optional.ofNullable(measured.measuredAt()))
                    .flatMap(Optional::stream);
        }
    }

    LinkSamples {
        samples = Map.copyOf(samples);
    }

    /**
     * With newer readings in place of older ones; a direction that could not be read keeps its sample until that is too
     * old.
     */
    LinkSamples with(LinkReadings readings, Instant readAt) {
        var newest = new HashMap<>(samples);
        readings.measured()
                .forEach((direction, measured) -> newest.put(
                        direction.cncLinkId(), new TimedMeasurement(measured, readings.loadAt(direction, readAt))));
        return new LinkSamples(newest);
    }

    /** Without directions that the network no longer has. */
    LinkSamples within(NetworkTopology topology) {
        var kept = new HashMap<>(samples);
        kept.keySet().removeIf(id -> topology.directionByCncLinkId(id).isEmpty());
        return new LinkSamples(kept);
    }

    /** Load of a direction, 0 to 1; empty where none is known that is no older than this. */
    Optional<Double> utilisation(LinkDirection direction, Instant now, Duration fresh) {
        return loaded(direction, now, fresh).map(sample -> sample.measured().utilisation());
    }

    /** Since when the known load of a direction was measured. */
    Optional<Instant> readAt(LinkDirection direction, Instant now, Duration fresh) {
        return loaded(direction, now, fresh).map(TimedMeasurement::readAt);
    }

    /**
     * All that is known about a direction and no older than this; delay, jitter and loss by the time of their own
     * sample.
     */
    EdgeMeasurements figures(LinkDirection direction, Instant now, Duration fresh, boolean measuredDelays) {
        var measured = Optional.ofNullable(samples.get(direction.cncLinkId()))
                .map(TimedMeasurement::measured)
                .filter(sample -> isFresh(sample.measuredAt(), now, fresh));
        var delay = measuredDelays ? measured.map(LinkMeasurement::delayMs).orElse(null) : null;
        return new EdgeMeasurements(
                delay == null ? direction.delayMs() : delay,
                measured.map(LinkMeasurement::jitterMs).orElse(null),
                measured.map(LinkMeasurement::lossPct).orElse(null),
                direction.capacityMbps(),
                utilisation(direction, now, fresh).orElse(null));
    }

    /** The first moment at which a sample that is fresh now no longer is. */
    Instant unchangedUntil(Instant now, Duration fresh) {
        return samples.values().stream()
                .flatMap(TimedMeasurement::times)
                .map(time -> time.plus(fresh))
                .filter(end -> !end.isBefore(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Optional<TimedMeasurement> loaded(LinkDirection direction, Instant now, Duration fresh) {
        return Optional.ofNullable(samples.get(direction.cncLinkId()))
                .filter(sample -> sample.measured().utilisation() != null)
                .filter(sample -> isFresh(sample.readAt(), now, fresh));
    }

    private static boolean isFresh(@Nullable Instant at, Instant now, Duration fresh) {
        return at != null && Duration.between(at, now).compareTo(fresh) <= 0;
    }
}
