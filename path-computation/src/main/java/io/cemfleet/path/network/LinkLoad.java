package io.cemfleet.path.network;

import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.topology.LinkDirection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One round of measurements.
 *
 * @param startedAt when the round began: nothing in it is older
 * @param measured by the controller's id of a direction, so that it outlives a topology version
 */
record LinkLoad(Instant startedAt, Map<String, LinkMeasurement> measured) {

    static final LinkLoad NONE = new LinkLoad(Instant.EPOCH, Map.of());

    LinkLoad {
        measured = Map.copyOf(measured);
    }

    static LinkLoad of(Instant startedAt, LinkReadings readings) {
        return new LinkLoad(
                startedAt,
                readings.measured().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().cncLinkId(), Map.Entry::getValue)));
    }

    /** Load of a direction, 0 to 1, as of this round; empty where unknown. */
    Optional<Double> utilisation(LinkDirection direction) {
        return Optional.ofNullable(measured.get(direction.cncLinkId())).map(LinkMeasurement::utilisation);
    }

    /** Measured delay of a direction, milliseconds, if it was measured not longer ago than this. */
    Optional<Double> delayMs(LinkDirection direction, Instant now, Duration fresh) {
        return Optional.ofNullable(measured.get(direction.cncLinkId()))
                .filter(sample -> isFresh(sample.measuredAt(), now, fresh))
                .map(LinkMeasurement::delayMs);
    }

    private static boolean isFresh(@org.jspecify.annotations.Nullable Instant at, Instant now, Duration fresh) {
        return at != null && Duration.between(at, now).compareTo(fresh) <= 0;
    }
}
