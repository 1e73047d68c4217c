package io.cemfleet.correlator.source;

import org.jspecify.annotations.Nullable;

/** What an alert is about, in its source's own names. */
public sealed interface Subject {

    /** An interface of a router. */
    record Port(String node, String interfaceName) implements Subject {}

    /** A router, none of its interfaces named. */
    record Device(String node) implements Subject {}

    /** A link by its id, ours or CNC's. */
    record Line(String name) implements Subject {}

    /**
     * A probe session, which names no link: one direction between two routers.
     *
     * @param from router id, host name or slug
     * @param to router id, host name or slug
     * @param color of the policy that it rides, absent where it follows the IGP
     */
    record Session(String from, String to, @Nullable Integer color) implements Subject {}
}
