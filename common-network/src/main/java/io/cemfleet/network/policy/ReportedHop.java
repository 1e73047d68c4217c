package io.cemfleet.network.policy;

import org.jspecify.annotations.Nullable;

/**
 * One hop of a reported segment list.
 *
 * @param localAddress router id of a node, or the sending interface's address of an adjacency
 * @param remoteAddress the receiving interface's address, adjacencies only
 * @param label absolute MPLS label
 */
public record ReportedHop(
        HopKind kind, @Nullable String localAddress, @Nullable String remoteAddress, @Nullable Integer label) {

    /** The kind of a hop's SID. */
    public enum HopKind {
        NODE,
        ADJACENCY,
        BINDING,
        UNKNOWN
    }
}
