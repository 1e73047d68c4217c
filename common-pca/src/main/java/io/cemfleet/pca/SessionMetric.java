package io.cemfleet.pca;

import io.cemfleet.network.measurement.ReportedUnit;

/** The metrics that the fleet reads from sessions. PCA reports times in microseconds and losses in percent. */
public enum SessionMetric {
    DELAY("delayP95", ReportedUnit.MICROSECONDS),
    JITTER("jitterP95", ReportedUnit.MICROSECONDS),
    LOSS("packetsLostPct", ReportedUnit.PERCENT);

    private final String wire;
    private final ReportedUnit unit;

    SessionMetric(String wire, ReportedUnit unit) {
        this.wire = wire;
        this.unit = unit;
    }

    /** PCA's name of the metric. */
    public String wire() {
        return wire;
    }

    /** A reported value in milliseconds or percent. */
    double ofReported(double value) {
        return unit.toFleetUnit(value);
    }
}
