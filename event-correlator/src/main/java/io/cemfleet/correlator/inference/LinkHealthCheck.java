package io.cemfleet.correlator.inference;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.correlator.alert.AlertMetric;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measures links, both directions, and compares them with the limits. */
@Component
class LinkHealthCheck {
    private final LinkMeasurements measurements;
    private final LinkLimits limits;

    LinkHealthCheck(LinkMeasurements measurements, LinkLimits limits) {
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
        WorstReading worst = new WorstReading();
        for (LinkDirection direction : link.directions()) {
            LinkMeasurement sample = readings.of(direction).orElse(null);
            Instant at = sample == null ? null : sample.measuredAt();
            all &= at != null;
            if (sample != null) {
                found.add(sample);
                Double advertised = direction.delayMs();
                worst.record(
                        direction.from(),
                        AlertMetric.LATENCY,
                        sample.delayMs(),
                        advertised == null ? null : limits.maxDelayMs(advertised));
                worst.record(direction.from(), AlertMetric.JITTER, sample.jitterMs(), limits.jitterMs());
                worst.record(direction.from(), AlertMetric.LOSS, sample.lossPct(), limits.lossPct());
            }
            if (at != null && (oldest == null || at.isBefore(oldest))) {
                oldest = at;
            }
        }
        return new MeasuredLink(
                link.id(), limits.verdict(link, readings), worst.from, worst.reading, all ? oldest : null, found);
    }

    /** The reading that is farthest over its limit. */
    private static final class WorstReading {
        private @Nullable String from;
        private @Nullable MetricReading reading;
        private double ratio = -1;

        void record(String sender, AlertMetric metric, @Nullable Double value, @Nullable Double limit) {
            if (value != null && limit != null && limit > 0 && value / limit > ratio) {
                from = sender;
                reading = new MetricReading(metric, value, limit);
                ratio = value / limit;
            }
        }
    }
}
