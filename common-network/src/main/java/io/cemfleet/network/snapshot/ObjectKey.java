package io.cemfleet.network.snapshot;

/**
 * The name of an object.
 *
 * @param id unique within its kind
 */
public record ObjectKey(ObjectKind kind, String id) {}
