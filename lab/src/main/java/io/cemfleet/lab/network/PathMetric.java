package io.cemfleet.lab.network;

/** What a dynamic path minimises. {@code DELAY} is the advertised static delay, not what is measured now. */
public enum PathMetric {
    IGP,
    TE,
    DELAY,
    HOPS
}
