package io.cemfleet.a2a.contract;

/** The limits of an SLA, one way: milliseconds, milliseconds, percent. */
public record SlaLimits(double latencyMs, double jitterMs, double lossPct) {}
