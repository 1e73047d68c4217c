package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.impact.network.NetworkState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which flows suffer from degraded links: those of which any branch crosses one; those that may, where their way can't
 * be told; and those without any way, when a degraded link has left the topology.
 */
final class AffectedFlows {

    private final Ways ways;
    private final Set<String> degraded;
    private final boolean linkGone;

    AffectedFlows(NetworkState state, Ways ways, Collection<String> degradedLinks) {
        this.ways = ways;
        this.degraded = Set.copyOf(degradedLinks);
        this.linkGone =
                degraded.stream().anyMatch(id -> state.topology().link(id).isEmpty());
    }

    List<AffectedFlow> among(Collection<Flow> flows) {
        return flows.stream().flatMap(flow -> affected(flow).stream()).toList();
    }

    private Optional<AffectedFlow> affected(Flow flow) {
        var way = ways.of(flow);
        if (way instanceof FlowWay.None) {
            return linkGone ? Optional.of(new AffectedFlow(flow, way, Set.of(), FlowImpact.OUTAGE)) : Optional.empty();
        }
        Set<LinkDirection> crossed = way.directions().stream()
                .filter(direction -> degraded.contains(direction.linkId()))
                .collect(Collectors.toSet());
        return crossed.isEmpty()
                ? Optional.empty()
                : Optional.of(new AffectedFlow(flow, way, crossed, FlowImpact.AT_RISK));
    }
}
