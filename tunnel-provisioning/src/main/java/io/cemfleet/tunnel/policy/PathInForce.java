package io.cemfleet.tunnel.policy;

import java.util.List;

/**
 * The path that the network was last read back with.
 *
 * @param version rises with each path that was read back as requested; 0 before the first
 * @param sidLists number in the names of its SID lists: another path gets lists of its own beside those in use
 * @param steered ids of the services whose routes were read back with the tunnel's colour
 */
public record PathInForce(long version, int sidLists, List<String> steered) {

    /** Before anything was read back. */
    public static final PathInForce NONE = new PathInForce(0, 1, List.of());

    public PathInForce {
        steered = List.copyOf(steered);
    }

    PathInForce onLists(int number) {
        return new PathInForce(version, number, steered);
    }
}
