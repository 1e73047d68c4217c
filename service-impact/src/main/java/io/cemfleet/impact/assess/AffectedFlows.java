package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the flows that degraded links affect: those with a branch that crosses one, and those that may cross one, where
 * their route is not known. A link that left the topology is down: a flow that crossed it before is affected, as an
 * outage without a route, else rerouted by the IGP for now.
 */
final class AffectedFlows {

    private final FlowRouter ways;
    private final Set<String> degraded;
    private final boolean linkGone;
    private final List<Former> before;

    /**
     * A network that still had links which are now missing.
     *
     * @param links the missing links that this network was the last to have
     */
    private record Former(FlowRouter ways, Set<String> links) {

        boolean avoidedBy(ServiceFlow flow) {
            return ways.avoids(flow, links);
        }

        boolean crossedBy(ServiceFlow flow) {
            return !avoidedBy(flow)
                    && ways.of(flow).directions().stream().anyMatch(direction -> links.contains(direction.linkId()));
        }
    }

    /** @param routerOf the routes of flows over a former network */
    AffectedFlows(
            ServiceNetworkState state,
            FlowRouter ways,
            Function<ServiceNetworkState, FlowRouter> routerOf,
            Collection<String> degradedLinks) {
        this.ways = ways;
        this.degraded = Set.copyOf(degradedLinks);
        var gone = degraded.stream()
                .filter(id -> state.topology().link(id).isEmpty())
                .toList();
        this.linkGone = !gone.isEmpty();
        var networks = new IdentityHashMap<ServiceNetworkState, Set<String>>();
        for (var link : gone) {
            var network = state.before().get(link);
            if (network != null) {
                networks.computeIfAbsent(network, any -> new HashSet<>()).add(link);
            }
        }
        this.before = networks.entrySet().stream()
                .sorted(Comparator.comparing(network -> network.getKey().oldest()))
                .map(network -> new Former(routerOf.apply(network.getKey()), network.getValue()))
                .toList();
    }

    List<AffectedFlow> among(Collection<ServiceFlow> flows) {
        return flows.stream().flatMap(flow -> affected(flow).stream()).toList();
    }

    private Optional<AffectedFlow> affected(ServiceFlow flow) {
        if (ways.avoids(flow, degraded) && before.stream().allMatch(network -> network.avoidedBy(flow))) {
            return Optional.empty();
        }
        var way = ways.of(flow);
        var former = former(flow);
        var known = former.filter(FlowRoute.Known.class::isInstance)
                .map(FlowRoute.Known.class::cast)
                .orElse(null);
        if (way instanceof FlowRoute.None) {
            return linkGone
                    ? Optional.of(new AffectedFlow(flow, way, known, Set.of(), FlowImpact.OUTAGE))
                    : Optional.empty();
        }
        Set<LinkDirection> crossed = way.directions().stream()
                .filter(direction -> degraded.contains(direction.linkId()))
                .collect(Collectors.toSet());
        return crossed.isEmpty() && former.isEmpty()
                ? Optional.empty()
                : Optional.of(new AffectedFlow(flow, way, known, crossed, FlowImpact.AT_RISK));
    }

    /** Its route before links left the topology, if it crossed one of them; of several networks, the oldest. */
    private Optional<FlowRoute> former(ServiceFlow flow) {
        return before.stream()
                .filter(network -> network.crossedBy(flow))
                .map(network -> network.ways().of(flow))
                .findFirst();
    }
}
