package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Samples the links of the original paths, as the controller measures them now. */
@Component
public class OriginalPathSampler {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkSampleMemory samples;
    private final LinkLimits limits;

    OriginalPathSampler(TopologyHolder topologies, LinkSampleMemory samples, LinkLimits limits) {
        this.topologies = topologies;
        this.samples = samples;
        this.limits = limits;
    }

    /**
     * A sample of each tunnel's path: good only if every link of it, and every link that its returning traffic would
     * take now, is good both ways.
     */
    public PathObservation observe(WatchState watch) {
        return switch (topologies.noOlderThan(TOPOLOGY_AGE)) {
            case CncResult.Ok<NetworkTopology> ok -> observe(watch, ReturnRoutes.over(ok.value()));
            default -> each(watch, protection -> new PathSample.Missing("the topology is not to be had"));
        };
    }

    private static PathObservation each(
            WatchState watch, Function<MonitorRestoration.WatchedProtection, PathSample> seen) {
        Map<String, PathSample> paths = new HashMap<>();
        watch.protections().forEach(protection -> paths.put(protection.tunnelId(), seen.apply(protection)));
        return new PathObservation(paths);
    }

    private PathObservation observe(WatchState watch, ReturnRoutes routes) {
        Set<LinkDirection> directions = watch.protections().stream()
                .flatMap(protection -> routes.links(protection).stream())
                .flatMap(id -> routes.topology().link(id).stream())
                .flatMap(link -> link.directions().stream())
                .collect(Collectors.toSet());
        LinkReadings readings = samples.newest(routes.topology(), directions);
        return each(watch, protection -> judge(protection, routes, readings));
    }

    /** A link that has left the topology, or one of its directions, is down: bad, and not merely unmeasured. */
    private PathSample judge(
            MonitorRestoration.WatchedProtection protection, ReturnRoutes routes, LinkReadings readings) {
        List<Link> links = new ArrayList<>();
        Set<String> down = new TreeSet<>();
        for (String id : routes.links(protection)) {
            routes.topology()
                    .link(id)
                    .filter(link -> link.directions().size() == 2)
                    .ifPresentOrElse(links::add, () -> down.add(id));
        }
        if (!routes.exists(protection)) {
            down.addAll(protection.originalPath().links());
        }
        return down.isEmpty()
                ? judge(protection, routes.topology(), links, readings)
                : new PathSample.Bad(List.copyOf(down));
    }

    private PathSample judge(
            MonitorRestoration.WatchedProtection protection,
            NetworkTopology topology,
            List<Link> links,
            LinkReadings readings) {
        List<String> bad = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Link link : links) {
            switch (limits.verdict(link, readings)) {
                case GOOD -> {}
                case BAD -> bad.add(link.id());
                case UNKNOWN -> unknown.add(link.id());
            }
        }
        if (!bad.isEmpty()) {
            return new PathSample.Bad(bad);
        }
        if (!unknown.isEmpty()) {
            return new PathSample.Missing("no measurement of " + String.join(", ", unknown));
        }
        return withinSla(protection, topology, links, readings);
    }

    private static PathSample withinSla(
            MonitorRestoration.WatchedProtection protection,
            NetworkTopology topology,
            List<Link> links,
            LinkReadings readings) {
        List<String> nodes = protection.protectionPath().nodes();
        double delay = new WorstPath(topology, links)
                .between(nodes.getFirst(), nodes.getLast(), (link, from) -> worstDelay(link, readings));
        if (delay > protection.slaLimits().latencyMs()) {
            return new PathSample.Bad(links.stream().map(Link::id).toList());
        }
        Optional<Instant> oldest = links.stream()
                .flatMap(link -> link.directions().stream())
                .flatMap(direction -> readings.of(direction).stream())
                .map(LinkMeasurement::measuredAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo);
        return oldest.<PathSample>map(PathSample.Good::new)
                .orElseGet(() -> new PathSample.Missing("no measurement has a time"));
    }

    private static double worstDelay(Link link, LinkReadings readings) {
        return link.directions().stream()
                .flatMap(direction -> readings.of(direction).stream())
                .map(LinkMeasurement::delayMs)
                .filter(Objects::nonNull)
                .mapToDouble(Objects::requireNonNull)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
