package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;

/** One instruction of a segment list (RFC 8402). */
public sealed interface Segment {

    /** Go to this router (slug) by the IGP's shortest paths, all equal-cost branches. */
    record ToNode(String node) implements Segment {}

    /** Cross this direction of this link, and no other. */
    record OverLink(LinkDirection direction) implements Segment {}
}
