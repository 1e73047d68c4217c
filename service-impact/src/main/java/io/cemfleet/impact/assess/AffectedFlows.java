package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.impact.network.NetworkState;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which flows suffer from degraded links: those of which any branch crosses one; those that may, where their way can't
 * be told. A link that left the topology is down: whoever crossed it before suffers, without any way as an outage, else
 * carried elsewhere by the IGP for now.
 */
final class AffectedFlows {

    private final Ways ways;
    private final Set<String> degraded;
    private final boolean linkGone;
    /** The ways of before in the networks that had links which are gone, and these links. */
    private final Map<Ways, Set<String>> before = new IdentityHashMap<>();

    AffectedFlows(NetworkState state, Ways ways, Collection<String> degradedLinks) {
        this.ways = ways;
        this.degraded = Set.copyOf(degradedLinks);
        var gone = degraded.stream()
                .filter(id -> state.topology().link(id).isEmpty())
                .toList();
        this.linkGone = !gone.isEmpty();
        var networks = new IdentityHashMap<NetworkState, Set<String>>();
        for (var link : gone) {
            var network = state.before().get(link);
            if (network != null) {
                networks.computeIfAbsent(network, any -> new HashSet<>()).add(link);
            }
        }
        networks.forEach((network, links) -> before.put(new Ways(network), links));
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
        return crossed.isEmpty() && !crossedBefore(flow)
                ? Optional.empty()
                : Optional.of(new AffectedFlow(flow, way, crossed, FlowImpact.AT_RISK));
    }

    private boolean crossedBefore(Flow flow) {
        return before.entrySet().stream().anyMatch(network -> network.getKey().of(flow).directions().stream()
                .anyMatch(direction -> network.getValue().contains(direction.linkId())));
    }
}
