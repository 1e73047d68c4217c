package io.cemfleet.orchestrator.incident;

/**
 * How many services of an incident are protected. Services that returned, that need no protection any more, or that
 * another incident protects count for neither.
 *
 * @param on all of their traffic is on protection tunnels
 * @param of those that this incident is to protect
 */
public record ProtectedServiceCount(int on, int of) {}
