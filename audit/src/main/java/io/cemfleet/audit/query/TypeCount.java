package io.cemfleet.audit.query;

/** How many events of a type there are. */
public record TypeCount(String eventType, long events) {}
