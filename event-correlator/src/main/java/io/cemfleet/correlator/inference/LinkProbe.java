package io.cemfleet.correlator.inference;

import io.cemfleet.cnc.measurement.LinkLimits;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.LinkReadings;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.correlator.alert.Metric;
import io.cemfleet.correlator.alert.MetricReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measures links, both directions, and judges them by the limits. */
@Component
class LinkProbe {
    private final LinkMeasurements measurements;
    private final LinkLimits limits;

    LinkProbe(LinkMeasurements measurements, LinkLimits limits) {
        this.measurements = measurements;
        this.limits = limits;
    }

    /** By link id; a link that is not in the topology is left out, so it stays unknown. */
    Map<String, MeasuredLink> measure(NetworkTopology topology, Collection<String> linkIds) {
        List<Link> links =
                linkIds.stream().flatMap(id -> topology.link(id).stream()).toList();
        if (links.isEmpty()) {
            return Map.of();
        }
        LinkReadings readings = measurements.read(
                topology, links.stream().flatMap(l -> l.directions().stream()).toList());
        Map<String, MeasuredLink> measured = new HashMap<>();
        links.forEach(link -> measured.put(link.id(), judge(link, readings)));
        return measured;
    }

    private MeasuredLink judge(Link link, LinkReadings readings) {
        List<LinkMeasurement> found = new ArrayList<>();
        Instant oldest = null;
        boolean all = true;
        Worst worst = new Worst();
        for (LinkDirection direction : link.directions()) {
            LinkMeasurement sample = readings.of(direction).orElse(null);
            Instant at = sample == null ? null : sample.measuredAt();
            all &= at != null;
            if (sample != null) {
                found.add(sample);
                Double advertised = direction.delayMs();
                worst.see(
                        direction.from(),
                        Metric.LATENCY,
                        sample.delayMs(),
                        advertised == null ? null : limits.maxDelayMs(advertised));
                worst.see(direction.from(), Metric.JITTER, sample.jitterMs(), limits.jitterMs());
                worst.see(direction.from(), Metric.LOSS, sample.lossPct(), limits.lossPct());
            }
            if (at != null && (oldest == null || at.isBefore(oldest))) {
                oldest = at;
            }
        }
        return new MeasuredLink(
                link.id(), limits.verdict(link, readings), worst.from, worst.reading, all ? oldest : null, found);
    }

    /** The reading that is farthest over its limit. */
    private static final class Worst {
        private @Nullable String from;
        private @Nullable MetricReading reading;
        private double ratio = -1;

        void see(String sender, Metric metric, @Nullable Double value, @Nullable Double limit) {
            if (value != null && limit != null && limit > 0 && value / limit > ratio) {
                from = sender;
                reading = new MetricReading(metric, value, limit);
                ratio = value / limit;
            }
        }
    }
}
