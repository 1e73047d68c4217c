package io.cemfleet.orchestrator.incident;

/** A tunnel that carries traffic already while a better path is sought for it. */
public record Held(Route route, Tunnel tunnel) {}
