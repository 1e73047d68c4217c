package io.cemfleet.tunnel.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cemfleet.a2a.contract.SegmentId;
import org.jspecify.annotations.Nullable;

/**
 * One segment (RFC 8402).
 *
 * @param sid an absolute MPLS label or an SRv6 SID, stored as {@code label}
 * @param node the router it ends at
 * @param link the link that an adjacency forces, absent for a node
 */
public record TunnelSegment(
        boolean adjacency, @JsonProperty("label") SegmentId sid, String node, @Nullable String link) {}
