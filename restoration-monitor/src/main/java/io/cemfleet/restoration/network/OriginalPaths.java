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
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
     * One sample: good only if every link of every path, every link that returning traffic would take now, and every
     * degraded link is good both ways.
     */
    public Sample look(Watch watch) {
        return switch (topologies.noOlderThan(TOPOLOGY_AGE)) {
            case CncResult.Ok<NetworkTopology> ok -> look(watch, ReturnRoutes.over(ok.value()));
            default -> new Sample.Missing("the topology is not to be had");
        };
    }

    /** A link that has left the topology, or one of its directions, is down: bad, and not merely unmeasured. */
    private Sample look(Watch watch, ReturnRoutes routes) {
        List<Link> links = new ArrayList<>();
        Set<String> down = new TreeSet<>();
        for (String id : linksOf(watch, routes)) {
            routes.topology()
                    .link(id)
                    .filter(link -> link.directions().size() == 2)
                    .ifPresentOrElse(links::add, () -> down.add(id));
        }
        watch.protections().stream()
                .filter(protection -> !routes.exists(protection))
                .forEach(protection -> down.addAll(protection.originalPath().links()));
        if (!down.isEmpty()) {
            return new Sample.Bad(List.copyOf(down));
        }
        List<LinkDirection> directions =
                links.stream().flatMap(link -> link.directions().stream()).toList();
        return judge(watch, links, routes, measurements.read(routes.topology(), directions));
    }

    private Sample judge(Watch watch, List<Link> links, ReturnRoutes routes, LinkReadings readings) {
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
        return withinSla(watch, links, routes, readings);
    }

    private static Sample withinSla(Watch watch, List<Link> links, ReturnRoutes routes, LinkReadings readings) {
        for (MonitorRestoration.Watched protection : watch.protections()) {
            Set<String> way = routes.links(protection);
            List<Link> path =
                    links.stream().filter(link -> way.contains(link.id())).toList();
            List<String> nodes = protection.protectionPath().nodes();
            double delay = WorstWay.of(path, (link, from) -> worstDelay(link, readings))
                    .between(nodes.getFirst(), nodes.getLast());
            if (delay > protection.slaLimits().latencyMs()) {
                return new Sample.Bad(List.copyOf(way));
            }
        }
        Optional<Instant> oldest = readings.measured().values().stream()
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

    private static Set<String> linksOf(Watch watch, ReturnRoutes routes) {
        Set<String> ids = new LinkedHashSet<>(watch.degradedLinks());
        watch.protections().forEach(protection -> ids.addAll(routes.links(protection)));
        return ids;
    }
}
