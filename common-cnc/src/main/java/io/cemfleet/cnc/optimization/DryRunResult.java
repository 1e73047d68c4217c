package io.cemfleet.cnc.optimization;

import io.cemfleet.network.topology.LinkDirection;
import java.util.List;

/**
 * The predicted effect of a policy. A failed dry run is {@link io.cemfleet.cnc.CncResult.Refused}.
 *
 * @param degraded the engine found a path that misses a constraint, which {@code message} names
 * @param hops segment list in the order of travel
 * @param route the directions it would take, as reported
 * @param unresolved interfaces that the given topology does not have, as {@code node interface}
 */
public record DryRunResult(
        boolean degraded, String message, List<SegmentHop> hops, List<LinkDirection> route, List<String> unresolved) {

    public DryRunResult {
        hops = List.copyOf(hops);
        route = List.copyOf(route);
        unresolved = List.copyOf(unresolved);
    }
}
