package io.cemfleet.tunnel.policy;

import org.jspecify.annotations.Nullable;

/**
 * One segment (RFC 8402).
 *
 * @param label absolute MPLS label
 * @param node the router it ends at
 * @param link the link that an adjacency forces, absent for a node
 */
public record LabelSegment(boolean adjacency, int label, String node, @Nullable String link) {}
