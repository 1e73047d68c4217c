package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkLimits;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.restoration.watch.Look;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Watch;
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

/** Looks at the links of the original paths, as the controller measures them now. */
@Component
public class OriginalPaths {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkMeasurements measurements;
    private final LinkLimits limits;

    OriginalPaths(TopologyHolder topologies, LinkMeasurements measurements, LinkLimits limits) {
        this.topologies = topologies;
        this.measurements = measurements;
        this.limits = limits;
    }

    /**
     * A sample of each tunnel's path: good only if every link of it, and every link that its returning traffic would take
     * now, is good both ways.
     */
    public Look look(Watch watch) {
        return switch (topologies.noOlderThan(TOPOLOGY_AGE)) {
            case CncResult.Ok<NetworkTopology> ok -> look(watch, ReturnRoutes.over(ok.value()));
            default -> each(watch, protection -> new Sample.Missing("the topology is not to be had"));
        };
    }

    private static Look each(Watch watch, Function<MonitorRestoration.Watched, Sample> seen) {
        Map<String, Sample> paths = new HashMap<>();
        watch.protections().forEach(protection -> paths.put(protection.tunnelId(), seen.apply(protection)));
        return new Look(paths);
    }

    private Look look(Watch watch, ReturnRoutes routes) {
        Set<LinkDirection> directions = watch.protections().stream()
                .flatMap(protection -> routes.links(protection).stream())
                .flatMap(id -> routes.topology().link(id).stream())
                .flatMap(link -> link.directions().stream())
                .collect(Collectors.toSet());
        LinkReadings readings = measurements.read(routes.topology(), directions);
        return each(watch, protection -> judge(protection, routes, readings));
    }

    /** A link that has left the topology, or one of its directions, is down: bad, and not merely unmeasured. */
    private Sample judge(MonitorRestoration.Watched protection, ReturnRoutes routes, LinkReadings readings) {
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
        return down.isEmpty() ? judge(protection, links, readings) : new Sample.Bad(List.copyOf(down));
    }

    private Sample judge(MonitorRestoration.Watched protection, List<Link> links, LinkReadings readings) {
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
            return new Sample.Bad(bad);
        }
        if (!unknown.isEmpty()) {
            return new Sample.Missing("no measurement of " + String.join(", ", unknown));
        }
        return withinSla(protection, links, readings);
    }

    private static Sample withinSla(MonitorRestoration.Watched protection, List<Link> links, LinkReadings readings) {
        List<String> nodes = protection.protectionPath().nodes();
        double delay = WorstWay.of(links, (link, from) -> worstDelay(link, readings))
                .between(nodes.getFirst(), nodes.getLast());
        if (delay > protection.slaLimits().latencyMs()) {
            return new Sample.Bad(links.stream().map(Link::id).toList());
        }
        Optional<Instant> oldest = links.stream()
                .flatMap(link -> link.directions().stream())
                .flatMap(direction -> readings.of(direction).stream())
                .map(LinkMeasurement::measuredAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo);
        return oldest.<Sample>map(Sample.Good::new).orElseGet(() -> new Sample.Missing("no measurement has a time"));
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
