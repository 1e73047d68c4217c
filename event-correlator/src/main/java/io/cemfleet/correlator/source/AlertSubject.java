package io.cemfleet.correlator.source;

import org.jspecify.annotations.Nullable;

/** What an alert is about, in its source's own names. */
public sealed interface AlertSubject {

    /** An interface of a router. */
    record NamedInterface(String node, String interfaceName) implements AlertSubject {}

    /** A router, none of its interfaces named. */
    record NamedDevice(String node) implements AlertSubject {}

    /** A link by its id, ours or CNC's. */
    record NamedLink(String name) implements AlertSubject {}

    /**
     * A probe session, which names no link: one direction between two routers.
     *
     * @param from router id, host name or slug
     * @param to router id, host name or slug
     * @param color of the policy that carries it, absent where it follows the IGP
     */
    record NamedSession(String from, String to, @Nullable Integer color) implements AlertSubject {}

    /** The subject of the alarm with this id: a clear that names nothing else. */
    record Unnamed() implements AlertSubject {}

    /** The resource as one text, independent of the source's spelling; null where no single one is named. */
    default @Nullable String resource() {
        return switch (this) {
            case NamedInterface(String node, String interfaceName) -> node + '/' + interfaceName;
            case NamedDevice(String node) -> node;
            case NamedLink(String name) -> name;
            case NamedSession session -> null;
            case Unnamed unnamed -> null;
        };
    }
}
