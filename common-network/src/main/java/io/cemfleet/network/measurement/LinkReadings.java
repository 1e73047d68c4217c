package io.cemfleet.network.measurement;

import io.cemfleet.network.topology.LinkDirection;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of several directions.
 *
 * @param measured what was found, with at least one value each
 * @param missing the reason for each other direction that was to be read
 */
public record LinkReadings(Map<LinkDirection, LinkMeasurement> measured, Map<LinkDirection, String> missing) {

    public LinkReadings {
        measured = Map.copyOf(measured);
        missing = Map.copyOf(missing);
    }

    /** Empty means unknown. */
    public Optional<LinkMeasurement> of(LinkDirection direction) {
        return Optional.ofNullable(measured.get(direction));
    }
}
