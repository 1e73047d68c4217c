package io.cemfleet.impact.assess;

import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.policy.TrafficRoutes;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the route of each flow: the active path of the policy with its colour, else the IGP's shortest paths (RFC
 * 9256 §8.8). Routes between the same ends with the same colour are computed once.
 */
final class FlowRouter {

    private record FlowRouteKey(String headEnd, String endPoint, @Nullable Integer color, boolean known) {}

    private final ServiceNetworkState state;
    private final TrafficRoutes routes;
    private final CrossedLinks crossed;
    private final Map<FlowRouteKey, FlowRoute> known = new HashMap<>();

    /** @param memories of the links that flows cross, by the forwarding that they were computed over */
    FlowRouter(ServiceNetworkState state, Map<EcmpRoutes, CrossedLinks> memories) {
        this.state = state;
        this.crossed = memories.computeIfAbsent(state.routes(), routes -> new CrossedLinks());
        this.routes = new TrafficRoutes(state.routes(), state.policies());
    }

    FlowRoute of(ServiceFlow flow) {
        var endPoint = flow.endPoint();
        var key = new FlowRouteKey(flow.headEnd(), flow.end(), endPoint.color(), endPoint.colorKnown());
        return known.computeIfAbsent(key, this::find);
    }

    /** The policy of its colour that a flow rides; absent also where the colour is not known. */
    Optional<SrPolicy> carrier(ServiceFlow flow) {
        var endPoint = flow.endPoint();
        return endPoint.colorKnown() ? routes.carrier(flow.headEnd(), flow.end(), endPoint.color()) : Optional.empty();
    }

    /** The links of a flow's route; empty where that is not known. */
    Optional<List<String>> links(ServiceFlow flow) {
        return flow.endPoint().colorKnown()
                ? crossed.of(flow, carrier(flow).orElse(null), () -> of(flow))
                : Optional.empty();
    }

    /** Whether the route of a flow is known and crosses none of these links. */
    boolean avoids(ServiceFlow flow, Set<String> links) {
        return links(flow)
                .filter(own -> own.stream().noneMatch(links::contains))
                .isPresent();
    }

    private FlowRoute find(FlowRouteKey key) {
        if (!key.known()) {
            return doubtful(
                    key,
                    state.policies().values().stream()
                            .filter(policy -> policy.key().headEnd().equals(key.headEnd())
                                    && policy.key().endPoint().equals(key.endPoint()))
                            .toList());
        }
        return routes.carrier(key.headEnd(), key.endPoint(), key.color())
                .map(policy -> along(key, policy))
                .orElseGet(() -> igp(key));
    }

    private FlowRoute along(FlowRouteKey key, SrPolicy policy) {
        return switch (routes.along(policy)) {
            case RouteResult.Routed routed -> new FlowRoute.Known(routed, policy.key());
            case RouteResult.NoRoute noRoute -> everywhere(key);
        };
    }

    private FlowRoute igp(FlowRouteKey key) {
        return switch (routes.igp(key.headEnd(), key.endPoint())) {
            case RouteResult.Routed routed -> new FlowRoute.Known(routed, null);
            case RouteResult.NoRoute(String reason) -> new FlowRoute.None(reason);
        };
    }

    /** The colour is not known: any policy between the ends may carry the flow, or none. */
    private FlowRoute doubtful(FlowRouteKey key, Collection<SrPolicy> policies) {
        if (!(igp(key) instanceof FlowRoute.Known(var likely, var none))) {
            return igp(key);
        }
        var possible = new HashSet<LinkDirection>(likely.shares().keySet());
        for (var policy : policies) {
            if (policy.activePath().isPresent()) {
                switch (routes.along(policy)) {
                    case RouteResult.Routed routed ->
                        possible.addAll(routed.shares().keySet());
                    case RouteResult.NoRoute noRoute -> {
                        return everywhere(key);
                    }
                }
            }
        }
        return new FlowRoute.Ambiguous(likely, possible);
    }

    /** An active policy whose segments name nothing in this topology may go anywhere. */
    private FlowRoute everywhere(FlowRouteKey key) {
        return igp(key) instanceof FlowRoute.Known(var likely, var none)
                ? new FlowRoute.Ambiguous(likely, new HashSet<>(state.topology().directions()))
                : new FlowRoute.Ambiguous(
                        new RouteResult.Routed(Map.of(), List.of(), true),
                        new HashSet<>(state.topology().directions()));
    }
}
