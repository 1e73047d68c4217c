package io.cemfleet.network.measurement;

import io.cemfleet.network.topology.LinkDirection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of several directions.
 *
 * @param measured what was found, with at least one value each
 * @param missing the reason for each other direction that was to be read
 * @param loadAt when the load of a direction was requested, where each was requested by itself: the load is no older
 */
public record LinkReadings(
        Map<LinkDirection, LinkMeasurement> measured,
        Map<LinkDirection, String> missing,
        Map<LinkDirection, Instant> loadAt) {

    public LinkReadings {
        measured = Map.copyOf(measured);
        missing = Map.copyOf(missing);
        loadAt = Map.copyOf(loadAt);
    }

    /** Measurements that were requested at one moment. */
    public LinkReadings(Map<LinkDirection, LinkMeasurement> measured, Map<LinkDirection, String> missing) {
        this(measured, missing, Map.of());
    }

    /** Empty means unknown. */
    public Optional<LinkMeasurement> of(LinkDirection direction) {
        return Optional.ofNullable(measured.get(direction));
    }

    /**
     * The age of the load of a direction.
     *
     * @param requestedAt before the first of these measurements was requested
     */
    public Instant loadAt(LinkDirection direction, Instant requestedAt) {
        return loadAt.getOrDefault(direction, requestedAt);
    }
}
