package io.cemfleet.impact.assess;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The present route of a flow. */
sealed interface FlowRoute {

    /**
     * The route is known.
     *
     * @param policy that carries it, absent for plain IGP
     */
    record Known(RouteResult.Routed route, @Nullable PolicyKey policy) implements FlowRoute {}

    /**
     * The flow may take one of several routes: it counts as affected if one of them is.
     *
     * @param likely the route that is shown
     * @param possible all links that it may take
     */
    record Ambiguous(RouteResult.Routed likely, Set<LinkDirection> possible) implements FlowRoute {}

    /** There is no route. */
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
