package io.cemfleet.network.measurement;

/**
 * The units in which controllers and probes report figures. Within the fleet a rate is in Mbit/s, a time in
 * milliseconds, and a loss in percent.
 */
public enum ReportedUnit {
    BITS_PER_SECOND(1_000_000),
    KILOBITS_PER_SECOND(1_000),
    MICROSECONDS(1_000),
    PERCENT(1);

    private final double reportedPerUnit;

    ReportedUnit(double reportedPerUnit) {
        this.reportedPerUnit = reportedPerUnit;
    }

    /** A reported figure in the fleet's unit. */
    public double toFleetUnit(double reported) {
        return reported / reportedPerUnit;
    }

    /** A figure of the fleet in the unit of reports. */
    public double fromFleetUnit(double figure) {
        return figure * reportedPerUnit;
    }
}
