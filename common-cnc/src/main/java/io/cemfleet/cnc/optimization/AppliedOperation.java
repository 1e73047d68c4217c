package io.cemfleet.cnc.optimization;

/**
 * An operation that the engine carried out; {@code degraded} when it misses a constraint, which {@code message} names.
 */
public record AppliedOperation(boolean degraded, String message) {}
