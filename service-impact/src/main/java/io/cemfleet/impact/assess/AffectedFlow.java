package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.cnc.topology.LinkDirection;
import java.util.Set;

/**
 * A flow that suffers.
 *
 * @param crossed the degraded directions that it takes or may take
 */
record AffectedFlow(Flow flow, FlowWay way, Set<LinkDirection> crossed, FlowImpact impact) {

    AffectedFlow judged(Harm harm) {
        return way instanceof FlowWay.Known && !crossed.isEmpty()
                ? new AffectedFlow(flow, way, crossed, harm.of(crossed))
                : this;
    }
}
