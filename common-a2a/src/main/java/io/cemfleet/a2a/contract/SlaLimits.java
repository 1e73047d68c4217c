package io.cemfleet.a2a.contract;

/** What was promised, one way: milliseconds, milliseconds, percent. */
public record SlaLimits(double latencyMs, double jitterMs, double lossPct) {}
