package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.measurement.LinkVerdict;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.Comparator;

/**
 * Rates how badly a flow is affected, by the measurements of the directions it takes. Unmeasured directions are a risk.
 */
final class FlowImpactRating {

    private static final double ALL_LOST = 99.99;

    private final LinkReadings readings;
    private final LinkLimits limits;

    FlowImpactRating(LinkReadings readings, LinkLimits limits) {
        this.readings = readings;
        this.limits = limits;
    }

    /** The worst of these directions. */
    FlowImpact of(Collection<LinkDirection> crossed) {
        return crossed.stream().map(this::of).min(Comparator.naturalOrder()).orElse(FlowImpact.AT_RISK);
    }

    private FlowImpact of(LinkDirection direction) {
        var sample = readings.of(direction).orElse(null);
        var loss = sample == null ? null : sample.lossPct();
        if (loss != null && loss >= ALL_LOST) {
            return FlowImpact.OUTAGE;
        }
        return limits.verdict(sample, direction.delayMs()) == LinkVerdict.BAD
                ? FlowImpact.DEGRADED
                : FlowImpact.AT_RISK;
    }
}
