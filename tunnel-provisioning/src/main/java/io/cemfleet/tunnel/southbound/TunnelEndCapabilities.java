package io.cemfleet.tunnel.southbound;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the topology reports of the two ends of a tunnel.
 *
 * @param srMpls whether both ends have node SIDs and the head-end a label block
 * @param firstLabel of the SRLB, absent when none is reported
 * @param lastLabel of the SRLB
 * @param sidDepth labels that the head-end can push, absent when not reported
 * @param endPointSid node SID of the end-point
 * @param adjacencyLabels in use at the head-end
 */
public record TunnelEndCapabilities(
        boolean srMpls,
        @Nullable Integer firstLabel,
        @Nullable Integer lastLabel,
        @Nullable Integer sidDepth,
        @Nullable Integer endPointSid,
        Set<Integer> adjacencyLabels) {}
