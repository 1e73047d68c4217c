package io.cemfleet.network.measurement;

/** Whether a link is good. */
public enum LinkVerdict {
    /** Everything was measured, and is within limits. */
    GOOD,
    /** Something that was measured exceeds its limit. */
    BAD,
    /** Nothing exceeds its limit, and something was not measured. */
    UNKNOWN;

    /** Of two directions: bad if one is, good only if both are. */
    public LinkVerdict and(LinkVerdict other) {
        if (this == BAD || other == BAD) {
            return BAD;
        }
        return this == GOOD && other == GOOD ? GOOD : UNKNOWN;
    }
}
