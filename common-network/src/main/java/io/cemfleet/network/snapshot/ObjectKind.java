package io.cemfleet.network.snapshot;

/** The kinds of objects. */
public enum ObjectKind {
    NODE,
    LINK,
    POLICY,
    SERVICE,
    MEASUREMENT
}
