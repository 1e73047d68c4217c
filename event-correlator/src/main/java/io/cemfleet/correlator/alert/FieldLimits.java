package io.cemfleet.correlator.alert;

/**
 * Limits of length and size for all input from outside, at every endpoint of this agent. Lengths are UTF-16 units, of
 * which UTF-8 takes three bytes at the most: indexed fields stay far below the 2,700 bytes of a Postgres index entry.
 */
public final class FieldLimits {
    /** An id: of an alarm, a probe, a session, an incident. */
    public static final int ID = 256;
    /** The name of a link, a node or an interface. */
    public static final int NAME = 256;
    /** A short word: a type, a metric, a direction. */
    public static final int WORD = 64;
    /** The length of a text that patterns search, and to which the texts of a too large alert are cut. */
    public static final int TEXT = 4_000;
    /** A reason that an operator writes. */
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
