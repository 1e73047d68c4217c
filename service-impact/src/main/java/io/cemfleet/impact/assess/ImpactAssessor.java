package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.PolicyLoadReader;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds every affected service with its affected flows. */
@Component
public class ImpactAssessor {

    private final LinkMeasurements measurements;
    private final LinkLimits limits;
    private final PolicyLoadReader loads;
    private final ImpactReport report;
    private final Map<EcmpRoutes, CrossedLinks> crossed = CrossedLinks.byForwarding();
    private volatile @Nullable FlowIndex newest;

    ImpactAssessor(LinkMeasurements measurements, LinkLimits limits, PolicyLoadReader loads, ImpactReport report) {
        this.measurements = measurements;
        this.limits = limits;
        this.loads = loads;
        this.report = report;
    }

    /**
     * The services that these links affect. No flow crosses a link that the topology does not have; the caller has to
     * handle that case.
     */
    public AssessImpact.Result assess(ServiceNetworkState state, Collection<String> degradedLinks) {
        var ways = router(state);
        var flows = index(state, ways);
        var found =
                new AffectedFlows(state, ways, this::router, degradedLinks).among(flows.thatMayCross(degradedLinks));
        var harm = new FlowImpactRating(measurements.read(state.topology(), crossed(found)), limits);
        var affected = found.stream().map(flow -> flow.judged(harm)).toList();
        var demands = FlowDemands.of(
                flows, ways, loads.read(state.topology(), policies(affected)).mbps());
        return report.of(state, affected, demands);
    }

    /** Ids of the services of which some traffic crosses a link now, or may. */
    public Set<String> servicesOn(ServiceNetworkState state, String linkId) {
        var ways = router(state);
        var flows = index(state, ways).thatMayCross(List.of(linkId));
        return new AffectedFlows(state, ways, this::router, List.of(linkId))
                .among(flows).stream()
                        .map(affected -> affected.flow().service())
                        .map(VpnService::vpnId)
                        .collect(Collectors.toSet());
    }

    private FlowRouter router(ServiceNetworkState state) {
        return new FlowRouter(state, crossed);
    }

    private FlowIndex index(ServiceNetworkState state, FlowRouter ways) {
        var known = newest;
        if (known != null && known.isOf(state)) {
            return known;
        }
        var built = FlowIndex.of(state, ways);
        newest = built;
        return built;
    }

    private static List<LinkDirection> crossed(List<AffectedFlow> affected) {
        return affected.stream()
                .filter(flow -> flow.way() instanceof FlowRoute.Known)
                .flatMap(flow -> flow.crossed().stream())
                .distinct()
                .toList();
    }

    private static Set<PolicyKey> policies(List<AffectedFlow> affected) {
        return affected.stream().flatMap(flow -> flow.way().carrier().stream()).collect(Collectors.toSet());
    }
}
