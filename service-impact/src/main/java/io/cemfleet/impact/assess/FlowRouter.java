package io.cemfleet.impact.assess;

import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Computes the route of each flow: the active path of the policy with its colour, else the IGP's shortest paths (RFC
 * 9256 §8.8). Routes between the same ends with the same colour are computed once.
 */
final class FlowRouter {

    private record FlowRouteKey(String headEnd, String endPoint, int color, boolean known) {}

    private final ServiceNetworkState state;
    private final PolicyForwarding forwarding;
    private final Map<FlowRouteKey, FlowRoute> known = new HashMap<>();

    FlowRouter(ServiceNetworkState state) {
        this.state = state;
        this.forwarding = new PolicyForwarding(state.routes());
    }

    FlowRoute of(ServiceFlow flow) {
        var color = flow.endPoint().color();
        var key = new FlowRouteKey(
                flow.headEnd(),
                flow.end(),
                color == null ? 0 : color,
                flow.endPoint().colorKnown());
        return known.computeIfAbsent(key, this::find);
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
        var policy = state.policies().get(new PolicyKey(key.headEnd(), key.endPoint(), key.color()));
        if (key.color() == 0 || policy == null || policy.activePath().isEmpty()) {
            return igp(key);
        }
        return switch (forwarding.route(policy)) {
            case RouteResult.Routed routed -> new FlowRoute.Known(routed, policy.key());
            case RouteResult.NoRoute noRoute -> everywhere(key);
        };
    }

    private FlowRoute igp(FlowRouteKey key) {
        return switch (state.routes().route(key.headEnd(), key.endPoint())) {
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
                switch (forwarding.route(policy)) {
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
