package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An affected flow.
 *
 * @param former its route until a degraded link that it crossed left the topology; absent where it crossed none
 * @param crossed the degraded directions that it takes or may take
 */
record AffectedFlow(
        ServiceFlow flow,
        FlowRoute way,
        FlowRoute.@Nullable Known former,
        Set<LinkDirection> crossed,
        FlowImpact impact) {

    AffectedFlow judged(FlowImpactRating harm) {
        return way instanceof FlowRoute.Known && !crossed.isEmpty()
                ? new AffectedFlow(flow, way, former, crossed, harm.of(crossed))
                : this;
    }
}
