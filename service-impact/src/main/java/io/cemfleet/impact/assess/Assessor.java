package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.cnc.measurement.LinkLimits;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.nso.VpnService;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.impact.network.NetworkState;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds every service that suffers, with every flow of it that does. */
@Component
public class Assessor {

    private final LinkMeasurements measurements;
    private final LinkLimits limits;
    private final PolicyLoads loads;
    private final ImpactReport report;

    Assessor(LinkMeasurements measurements, LinkLimits limits, PolicyLoads loads, ImpactReport report) {
        this.measurements = measurements;
        this.limits = limits;
        this.loads = loads;
        this.report = report;
    }

    /** Who suffers from these links. A link that the topology does not have is crossed by no flow: the caller judges that. */
    public AssessImpact.Result assess(NetworkState state, Collection<String> degradedLinks) {
        var ways = new Ways(state);
        var flows = allFlows(state);
        var found = new AffectedFlows(state, ways, degradedLinks).among(flows);
        var harm = new Harm(measurements.read(state.topology(), crossed(found)), limits);
        var affected = found.stream().map(flow -> flow.judged(harm)).toList();
        var demands = Demands.of(flows, ways, loads.of(state.topology(), policies(affected)));
        return report.of(state, affected, demands);
    }

    /** Ids of the services of which some traffic crosses a link now, or may. */
    public Set<String> servicesOn(NetworkState state, String linkId) {
        return new AffectedFlows(state, new Ways(state), List.of(linkId))
                .among(allFlows(state)).stream()
                        .map(affected -> affected.flow().service())
                        .map(VpnService::vpnId)
                        .collect(Collectors.toSet());
    }

    private static List<Flow> allFlows(NetworkState state) {
        return state.services().stream()
                .flatMap(service -> Flow.of(service).stream())
                .toList();
    }

    private static List<LinkDirection> crossed(List<AffectedFlow> affected) {
        return affected.stream()
                .filter(flow -> flow.way() instanceof FlowWay.Known)
                .flatMap(flow -> flow.crossed().stream())
                .distinct()
                .toList();
    }

    private static Set<PolicyKey> policies(List<AffectedFlow> affected) {
        return affected.stream().flatMap(flow -> flow.way().carrier().stream()).collect(Collectors.toSet());
    }
}
