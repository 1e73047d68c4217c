package io.cemfleet.correlator.congestion;

import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.correlator.CorrelatorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The utilisation of links as measured now, kept for a moment: alerts on a link come in swarms. */
@Component
class LinkLoads {
    private final LinkMeasurements measurements;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, Load> known = new ConcurrentHashMap<>();

    /** @param from utilisation, 0 to 1, by the end that sends; a direction that is not measured is absent */
    private record Load(Map<String, Double> from, Instant at) {}

    LinkLoads(LinkMeasurements measurements, CorrelatorSettings settings, Clock clock) {
        this.measurements = measurements;
        this.kept = settings.ownCongestion().loadsAge();
        this.clock = clock;
    }

    /** Reads those links that were not read a moment ago. One caller at a time: those that wait find what was read. */
    synchronized void read(NetworkTopology topology, Collection<String> linkIds) {
        Instant now = clock.instant();
        known.values().removeIf(load -> load.at().isBefore(now.minus(kept)));
        List<Link> unread = linkIds.stream()
                .filter(id -> !known.containsKey(id))
                .flatMap(id -> topology.link(id).stream())
                .toList();
        if (unread.isEmpty()) {
            return;
        }
        LinkReadings readings = measurements.utilisation(
                unread.stream().flatMap(link -> link.directions().stream()).toList());
        Instant read = clock.instant();
        unread.forEach(link -> known.put(link.id(), load(link, readings, read)));
    }

    private static Load load(Link link, LinkReadings readings, Instant at) {
        Map<String, Double> from = new HashMap<>();
        link.directions().forEach(direction -> readings.of(direction)
                .map(LinkMeasurement::utilisation)
                .ifPresent(utilisation -> from.put(direction.from(), utilisation)));
        return new Load(from, at);
    }

    /** What was read last, by the end that sends; empty where nothing is known as of now. */
    Map<String, Double> of(String linkId) {
        Load load = known.get(linkId);
        return load == null || load.at().isBefore(clock.instant().minus(kept.multipliedBy(2))) ? Map.of() : load.from();
    }
}
