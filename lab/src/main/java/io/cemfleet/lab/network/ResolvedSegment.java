package io.cemfleet.lab.network;

/**
 * A resolved segment.
 *
 * @param kind node or adjacency
 * @param label as pushed
 * @param node index of the router where the segment ends
 * @param direction index of the direction that an adjacency forces, −1 for a node
 * @param localAddress the node's router-id, or the address of the adjacency's interface
 * @param remoteAddress the address at the far side of an adjacency, empty for a node
 */
public record ResolvedSegment(
        Kind kind, int label, int node, int direction, String localAddress, String remoteAddress) {

    /** The segment kinds that the lab supports (type A of RFC 9256). */
    public enum Kind {
        NODE,
        ADJACENCY
    }
}
