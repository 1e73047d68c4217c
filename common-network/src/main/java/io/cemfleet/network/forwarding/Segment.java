package io.cemfleet.network.forwarding;

import io.cemfleet.network.topology.LinkDirection;

/** One instruction of a segment list (RFC 8402). */
public sealed interface Segment {

    /** Forward to this router (slug) along the IGP's shortest paths, over all equal-cost branches. */
    record ToNode(String node) implements Segment {}

    /** Forward over this direction of this link only. */
    record OverLink(LinkDirection direction) implements Segment {}
}
