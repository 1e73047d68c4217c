package io.cemfleet.impact.assess;

import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.policy.PolicyForwarding;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.impact.network.NetworkState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The way of each flow: the active path of the policy with its colour, else the IGP's shortest paths (RFC 9256 §8.8).
 * Ways between the same ends with the same colour are computed once.
 */
final class Ways {

    private record Key(String headEnd, String endPoint, int color, boolean known) {}

    private final NetworkState state;
    private final PolicyForwarding forwarding;
    private final Map<Key, FlowWay> known = new HashMap<>();

    Ways(NetworkState state) {
        this.state = state;
        this.forwarding = new PolicyForwarding(state.routes());
    }

    FlowWay of(Flow flow) {
        var color = flow.endPoint().color();
        var key = new Key(
                flow.headEnd(),
                flow.end(),
                color == null ? 0 : color,
                flow.endPoint().colorKnown());
        return known.computeIfAbsent(key, this::find);
    }

    private FlowWay find(Key key) {
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
            case RouteResult.Routed routed -> new FlowWay.Known(routed, policy.key());
            case RouteResult.NoRoute noRoute -> everywhere(key);
        };
    }

    private FlowWay igp(Key key) {
        return switch (state.routes().route(key.headEnd(), key.endPoint())) {
            case RouteResult.Routed routed -> new FlowWay.Known(routed, null);
            case RouteResult.NoRoute(String reason) -> new FlowWay.None(reason);
        };
    }

    /** The colour could not be found: any policy between the ends may carry it, or none. */
    private FlowWay doubtful(Key key, Collection<SrPolicy> policies) {
        if (!(igp(key) instanceof FlowWay.Known(var likely, var none))) {
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
        return new FlowWay.Doubtful(likely, possible);
    }

    /** An active policy whose segments name nothing in this topology may go anywhere. */
    private FlowWay everywhere(Key key) {
        return igp(key) instanceof FlowWay.Known(var likely, var none)
                ? new FlowWay.Doubtful(likely, new HashSet<>(state.topology().directions()))
                : new FlowWay.Doubtful(
                        new RouteResult.Routed(Map.of(), List.of(), true),
                        new HashSet<>(state.topology().directions()));
    }
}
