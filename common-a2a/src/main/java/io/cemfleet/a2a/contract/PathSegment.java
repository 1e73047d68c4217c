package io.cemfleet.a2a.contract;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a segment list (RFC 8402).
 *
 * @param node the node the segment ends at
 * @param link the link an adjacency segment forces, null for a node segment
 */
public record PathSegment(
        @NotNull SegmentType type, @NotNull SegmentId sid, @NotNull String node, @Nullable String link) {

    /** A segment of SR-MPLS. */
    public static PathSegment mpls(SegmentType type, int label, String node, @Nullable String link) {
        return new PathSegment(type, SegmentId.label(label), node, link);
    }
}
