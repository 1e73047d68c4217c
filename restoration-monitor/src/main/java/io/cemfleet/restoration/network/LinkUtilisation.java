package io.cemfleet.restoration.network;

import io.cemfleet.cnc.topology.TopologyHolder;
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
    private final PresentLoads loads;

    LinkUtilisation(TopologyHolder topologies, PresentLoads loads) {
        this.topologies = topologies;
        this.loads = loads;
    }

    /** Utilisation, 0 to 1, of those whose utilisation is known at some moment of the last such time. */
    public Map<LinkSender, Double> within(Duration recent, Collection<LinkSender> ends) {
        Map<LinkSender, LinkDirection> directions = new LinkedHashMap<>();
        topologies
                .noOlderThan(TOPOLOGY_AGE)
                .optional()
                .ifPresent(topology -> ends.forEach(end -> topology.direction(end.linkId(), end.from())
                        .ifPresent(direction -> directions.put(end, direction))));
        Map<LinkDirection, Double> known = loads.utilisation(directions.values(), recent);
        Map<LinkSender, Double> used = new LinkedHashMap<>();
        directions.forEach((end, direction) -> {
            Double utilisation = known.get(direction);
            if (utilisation != null) {
                used.put(end, utilisation);
            }
        });
        return used;
    }
}
