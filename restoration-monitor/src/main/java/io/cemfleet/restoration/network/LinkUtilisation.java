package io.cemfleet.restoration.network;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.restoration.sla.LinkSender;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How full links are now, one direction at a time. */
@Component
public class LinkUtilisation {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkMeasurements measurements;

    LinkUtilisation(TopologyHolder topologies, LinkMeasurements measurements) {
        this.topologies = topologies;
        this.measurements = measurements;
    }

    /** Utilisation, 0 to 1, of those whose utilisation is known. */
    public Map<LinkSender, Double> now(Collection<LinkSender> ends) {
        Map<LinkSender, LinkDirection> directions = new LinkedHashMap<>();
        topologies
                .noOlderThan(TOPOLOGY_AGE)
                .optional()
                .ifPresent(topology -> ends.forEach(end -> topology.direction(end.linkId(), end.from())
                        .ifPresent(direction -> directions.put(end, direction))));
        LinkReadings readings = measurements.utilisation(directions.values());
        Map<LinkSender, Double> used = new LinkedHashMap<>();
        directions.forEach((end, direction) -> readings.of(direction).ifPresent(measured -> {
            Double utilisation = measured.utilisation();
            if (utilisation != null) {
                used.put(end, utilisation);
            }
        }));
        return used;
    }
}
