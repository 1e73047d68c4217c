package io.cemfleet.correlator.congestion;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Caches the measured utilisation of links for a moment, since alerts on a link come in swarms. One reading at a time
 * serves all callers that wait for it, for any links and however long the controller takes.
 */
@Component
class LinkUtilisationCache {
    private final LinkMeasurements measurements;
    private final Duration kept;
    private final Clock clock;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Map<String, Load> known = new ConcurrentHashMap<>();

    /**
     * @param from utilisation, 0 to 1, by the end that sends; a direction that is not measured is absent
     * @param askedAt when it was requested from the controller
     */
    private record Load(Map<String, Double> from, Instant askedAt) {}

    LinkUtilisationCache(LinkMeasurements measurements, CorrelatorSettings settings, Clock clock) {
        this.measurements = measurements;
        this.kept = settings.ownCongestion().loadsAge();
        this.clock = clock;
    }

    /**
     * Reads the utilisation of those links that were not read a moment before the call.
     *
     * @return of all of them, by link and by the end that sends; a value that is not measured is absent
     */
    Map<String, Map<String, Double>> read(NetworkTopology topology, Set<String> linkIds) {
        Instant oldest = clock.instant().minus(kept);
        Set<String> unread = unread(linkIds, oldest);
        if (!unread.isEmpty()) {
            wanted.addAll(unread);
            synchronized (this) {
                if (!unread(unread, oldest).isEmpty()) {
                    Set<String> all = new HashSet<>(wanted);
                    all.addAll(unread);
                    wanted.removeAll(all);
                    measure(topology, all);
                }
            }
        }
        return askedSince(oldest, linkIds);
    }

    /** The cached readings, without a call; a link that was not read a moment ago is absent. */
    Map<String, Map<String, Double>> recent(Set<String> linkIds) {
        return askedSince(clock.instant().minus(kept.multipliedBy(2)), linkIds);
    }

    private Set<String> unread(Set<String> linkIds, Instant oldest) {
        Map<String, Map<String, Double>> read = askedSince(oldest, linkIds);
        return linkIds.stream().filter(link -> !read.containsKey(link)).collect(Collectors.toSet());
    }

    /** Readings do not live longer when the clock is set back. */
    private Map<String, Map<String, Double>> askedSince(Instant oldest, Set<String> linkIds) {
        Instant now = clock.instant();
        Map<String, Map<String, Double>> loads = new HashMap<>();
        for (String link : linkIds) {
            Load load = known.get(link);
            if (load != null
                    && !load.askedAt().isBefore(oldest)
                    && !load.askedAt().isAfter(now)) {
                loads.put(link, load.from());
            }
        }
        return loads;
    }

    private void measure(NetworkTopology topology, Set<String> linkIds) {
        Instant now = clock.instant();
        Instant old = now.minus(kept.multipliedBy(2));
        known.values().removeIf(load -> load.askedAt().isBefore(old));
        List<Link> links =
                linkIds.stream().flatMap(id -> topology.link(id).stream()).toList();
        LinkReadings readings = measurements.utilisation(
                links.stream().flatMap(link -> link.directions().stream()).toList());
        linkIds.forEach(id -> known.put(
                id, new Load(topology.link(id).map(link -> load(link, readings)).orElse(Map.of()), now)));
    }

    private static Map<String, Double> load(Link link, LinkReadings readings) {
        Map<String, Double> from = new HashMap<>();
        link.directions().forEach(direction -> readings.of(direction)
                .map(LinkMeasurement::utilisation)
                .ifPresent(utilisation -> from.put(direction.from(), utilisation)));
        return Map.copyOf(from);
    }
}
