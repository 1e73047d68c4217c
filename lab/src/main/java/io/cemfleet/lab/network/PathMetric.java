package io.cemfleet.lab.network;

/** The metric that a dynamic path minimises. {@code DELAY} is the advertised static delay, not the measured one. */
public enum PathMetric {
    IGP,
    TE,
    DELAY,
    HOPS
}
