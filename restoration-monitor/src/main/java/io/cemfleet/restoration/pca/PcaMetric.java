package io.cemfleet.restoration.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.pca.MetricPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The metrics that are read from a session. PCA reports delays in microseconds and losses in percent. */
public enum PcaMetric {
    DELAY("delayP95", 1000),
    JITTER("jitterP95", 1000),
    LOSS("packetsLostPct", 1);

    private final String wire;
    private final double unit;

    PcaMetric(String wire, double unit) {
        this.wire = wire;
        this.unit = unit;
    }

    String wire() {
        return wire;
    }

    /** The worst of all series since a moment, in milliseconds or percent. */
    Optional<Double> worst(JsonNode series, Instant since) {
        return StreamSupport.stream(series.spliterator(), false)
                .flatMap(entry -> MetricPoint.worst(entry.path("series"), since).stream())
                .map(MetricPoint::value)
                .max(Comparator.naturalOrder())
                .map(value -> value / unit);
    }
}
