package io.cemfleet.network.measurement;

/** Whether a link is good. */
public enum LinkVerdict {
    /** All values are measured and within limits. */
    GOOD,
    /** A measured value exceeds its limit. */
    BAD,
    /** No value exceeds its limit, and at least one is not measured. */
    UNKNOWN;

    /** Of two directions: bad if one is, good only if both are. */
    public LinkVerdict and(LinkVerdict other) {
        if (this == BAD || other == BAD) {
            return BAD;
        }
        return this == GOOD && other == GOOD ? GOOD : UNKNOWN;
    }
}
