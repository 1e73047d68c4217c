package io.cemfleet.audit.query;

/** How many events of a type there are. */
public record EventTypeCount(String eventType, long events) {}
