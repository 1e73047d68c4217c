package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.ComputePlan.HeldTunnel;
import io.cemfleet.a2a.contract.ComputePlan.HeldTunnelFigures;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathNetwork;
import java.util.List;

/** Compares the path of an existing tunnel with the path that its traffic would take without it. */
public final class TunnelComparison {

    private TunnelComparison() {}

    /** The present quality of both paths; a figure is absent where it is unknown on a link of the path. */
    public static HeldTunnelFigures of(PathNetwork network, PathEnds ends, HeldTunnel held) {
        return new HeldTunnelFigures(
                CurrentTraffic.of(network, ends, held.links()).met().sla(),
                CurrentTraffic.of(network, ends, withoutTunnel(network, ends, held.originalLinks()))
                        .met()
                        .sla());
    }

    /** Where a link of the original path is missing, the IGP's present route counts, if there is one. */
    private static List<String> withoutTunnel(PathNetwork network, PathEnds ends, List<String> original) {
        boolean stands =
                original.stream().allMatch(link -> network.topology().link(link).isPresent());
        return !stands && network.routes().route(ends.source(), ends.target()) instanceof RouteResult.Routed routed
                ? List.copyOf(routed.linkIds())
                : original;
    }
}
