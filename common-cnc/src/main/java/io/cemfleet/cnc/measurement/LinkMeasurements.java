package io.cemfleet.cnc.measurement;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Reads measurements of links, several links at once on virtual threads. */
public interface LinkMeasurements {

    /**
     * The newest sample of each direction: delay, jitter and loss of one moment, and utilisation as of now. A direction
     * without any value is {@code missing}; a single unknown value is absent.
     */
    LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions);

    /** The present utilisation only, with one call per direction. */
    LinkReadings utilisation(Collection<LinkDirection> directions);

    /**
     * Samples of delay, jitter and loss between two moments, oldest first, one entry a moment; without utilisation,
     * which has no history. An empty list means that nothing was measured.
     */
    CncResult<List<LinkMeasurement>> history(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to);
}
