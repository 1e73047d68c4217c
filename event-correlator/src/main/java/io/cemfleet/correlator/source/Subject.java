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

    /** Whatever the alarm with this id is about: its end names nothing else. */
    record Unnamed() implements Subject {}

    /** The resource in one text, the same however the source writes it; null where no single one is named. */
    default @Nullable String resource() {
        return switch (this) {
            case Port(String node, String interfaceName) -> node + '/' + interfaceName;
            case Device(String node) -> node;
            case Line(String name) -> name;
            case Session session -> null;
            case Unnamed unnamed -> null;
        };
    }
}
