package io.cemfleet.cnc.optimization;

/** An operation that the engine carried out; {@code degraded} when it misses a constraint, as {@code message} tells. */
public record AppliedOperation(boolean degraded, String message) {}
