package io.cemfleet.correlator.alert;

/**
 * How long and how large what comes from outside may be, at every door of this agent. Lengths are UTF-16 units, of which
 * UTF-8 takes three bytes at the most: what ends in an index stays far below the 2,700 bytes of a Postgres index entry.
 */
public final class FieldLimits {
    /** An id: of an alarm, a probe, a session, an incident. */
    public static final int ID = 256;
    /** The name of a link, a node or an interface. */
    public static final int NAME = 256;
    /** A short word: a type, a metric, a direction. */
    public static final int WORD = 64;
    /** Where patterns look in a text, and what is kept of each text of an alert that is too large. */
    public static final int TEXT = 4_000;
    /** What a person writes: a reason. */
    public static final int REASON = 2_000;
    /** Names in one silence or maintenance window. */
    public static final int NAMES = 500;
    /** A measured value or threshold, in the source's unit. */
    public static final double NUMBER = 1e12;
    /** Alerts in one request. */
    public static final int ALERTS = 5_000;
    /** Bytes of an alert as its source wrote it: what surrounds it on Kafka stays below a megabyte. */
    public static final int RAW_BYTES = 131_072;

    private FieldLimits() {}
}
