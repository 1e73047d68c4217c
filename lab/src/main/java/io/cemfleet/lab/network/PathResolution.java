package io.cemfleet.lab.network;

import java.util.List;

/** The result of resolving a path that is not configured. */
public sealed interface PathResolution {

    /**
     * The path would be up.
     *
     * @param segments the segment list
     * @param route the directions it uses, with even splits
     * @param metricValue by the requested metric (IGP metric for an explicit path); delay in microseconds
     */
    record Up(List<ResolvedSegment> segments, List<LinkShare> route, int metricValue) implements PathResolution {}

    /** The path would be down, for this reason. */
    record Down(String reason) implements PathResolution {}
}
