package io.cemfleet.correlator.intake;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.measurement.LinkVerdict;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which links measure good now. */
@Component
class LinkHealth {
    private final NetworkSnapshotCache network;
    private final LinkMeasurements measurements;
    private final LinkLimits limits;

    LinkHealth(NetworkSnapshotCache network, LinkMeasurements measurements, LinkLimits limits) {
        this.network = network;
        this.measurements = measurements;
        this.limits = limits;
    }

    /** Those of the links that measure good now, in one reading. */
    Set<String> good(Collection<String> linkIds) {
        return network.snapshot()
                .map(NetworkSnapshot::topology)
                .map(topology -> good(topology, linkIds))
                .orElse(Set.of());
    }

    private Set<String> good(NetworkTopology topology, Collection<String> linkIds) {
        List<Link> links = linkIds.stream()
                .distinct()
                .flatMap(id -> topology.link(id).stream())
                .toList();
        if (links.isEmpty()) {
            return Set.of();
        }
        LinkReadings readings = measurements.read(
                topology,
                links.stream().flatMap(link -> link.directions().stream()).toList());
        return links.stream()
                .filter(link -> limits.verdict(link, readings) == LinkVerdict.GOOD)
                .map(Link::id)
                .collect(Collectors.toSet());
    }
}
