package io.cemfleet.impact.assess;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a flow goes now. */
sealed interface FlowRoute {

    /**
     * It goes here.
     *
     * @param policy that carries it, absent for plain IGP
     */
    record Known(RouteResult.Routed route, @Nullable PolicyKey policy) implements FlowRoute {}

    /**
     * It can't be told which of several ways it takes: it must be taken to suffer if one of them does.
     *
     * @param likely the way that is shown
     * @param possible all links that it may take
     */
    record Ambiguous(RouteResult.Routed likely, Set<LinkDirection> possible) implements FlowRoute {}

    /** It goes nowhere. */
    record None(String reason) implements FlowRoute {}

    /** The policy that is known to carry it. */
    default Optional<PolicyKey> carrier() {
        return this instanceof Known known ? Optional.ofNullable(known.policy()) : Optional.empty();
    }

    /** Every direction that may carry it. */
    default Set<LinkDirection> directions() {
        return switch (this) {
            case Known known -> known.route().shares().keySet();
            case Ambiguous doubtful -> doubtful.possible();
            case None none -> Set.of();
        };
    }
}
