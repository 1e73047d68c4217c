package io.cemfleet.lab.network;

import java.util.List;

/** The result of resolving a path, without configuring it. */
public sealed interface PathResolution {

    /**
     * It would be up.
     *
     * @param segments the segment list
     * @param route the directions it uses, with even splits
     * @param metricValue by the metric asked for (IGP metric for an explicit path); delay in microseconds
     */
    record Up(List<ResolvedSegment> segments, List<LinkShare> route, int metricValue) implements PathResolution {}

    /** It would be down, with the reason. */
    record Down(String reason) implements PathResolution {}
}
