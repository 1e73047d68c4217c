package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.tunnel.policy.SidListName;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LiveNetwork;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.southbound.WritePlanState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Configures through NSO, and reads the network's state through COE. */
@Component
final class CncController implements ControllerPort {
    private final NsoPolicies nso;
    private final SrPolicyClient coe;
    private final VpnServices services;
    private final FreshTopology topologies;

    CncController(NsoPolicies nso, SrPolicyClient coe, VpnServices services, FreshTopology topologies) {
        this.nso = nso;
        this.coe = coe;
        this.services = services;
        this.topologies = topologies;
    }

    @Override
    public StepOutcome<ProvisioningSnapshot> view(String headEnd, String endPoint) {
        return topologies.with(topology -> view(topology, headEnd, endPoint));
    }

    private StepOutcome<ProvisioningSnapshot> view(NetworkTopology topology, String headEnd, String endPoint) {
        StepOutcome<TunnelEndCapabilities> reported = CncRecordMapper.ends(topology, headEnd, endPoint);
        if (!(reported instanceof Done(TunnelEndCapabilities ends))) {
            return reported.asFailure();
        }
        StepOutcome<List<ConfiguredPolicy>> configuration = policies(topology);
        if (!(configuration instanceof Done(List<ConfiguredPolicy> configured))) {
            return configuration.asFailure();
        }
        StepOutcome<List<LivePolicy>> state = livePolicies(topology);
        if (!(state instanceof Done(List<LivePolicy> live))) {
            return state.asFailure();
        }
        return CncOutcomes.of(services.routePolicies())
                .map(routes -> new ProvisioningSnapshot(
                        ends,
                        configured,
                        live,
                        routes.stream().map(RoutePolicy::color).collect(Collectors.toSet())));
    }

    @Override
    public StepOutcome<Set<String>> routers() {
        return topologies.with(topology -> StepOutcome.done(slugs(topology)));
    }

    private static Set<String> slugs(NetworkTopology topology) {
        return topology.routers().stream().map(Router::id).collect(Collectors.toSet());
    }

    @Override
    public StepOutcome<List<ConfiguredPolicy>> policies() {
        return topologies.with(this::policies);
    }

    private StepOutcome<List<ConfiguredPolicy>> policies(NetworkTopology topology) {
        return CncOutcomes.of(nso.policies(topology))
                .map(all -> all.stream().map(CncRecordMapper::configured).toList());
    }

    @Override
    public StepOutcome<Boolean> exists(String policy) {
        return topologies.with(
                topology -> CncOutcomes.maybe(nso.policy(topology, policy)).map(Optional::isPresent));
    }

    @Override
    public StepOutcome<WritePlanState> plan(String tunnelId) {
        return CncOutcomes.maybe(nso.plan(tunnelId)).map(found -> found.map(CncController::plan)
                .orElseGet(() -> new WritePlanState.Waiting("no plan yet")));
    }

    private static WritePlanState plan(NsoPlanStatus status) {
        return switch (status) {
            case NsoPlanStatus.Ready ready -> new WritePlanState.Ready();
            case NsoPlanStatus.NotReady(String waitingFor) -> new WritePlanState.Waiting(waitingFor);
            case NsoPlanStatus.Failed(String reason) -> new WritePlanState.GivenUp(reason);
        };
    }

    @Override
    public StepOutcome<Boolean> remove(String tunnelId) {
        return CncOutcomes.gone(nso.deletePolicy(tunnelId));
    }

    @Override
    public StepOutcome<Boolean> removeLists(Collection<String> names) {
        for (String name : names) {
            StepOutcome<Boolean> removed = CncOutcomes.gone(nso.deleteSidList(name));
            if (removed instanceof Failed) {
                return removed;
            }
        }
        return StepOutcome.done(true);
    }

    @Override
    public StepOutcome<Map<String, List<String>>> lists() {
        return CncOutcomes.of(nso.sidLists()).map(all -> {
            var names = new TreeMap<String, List<String>>();
            all.stream().map(SidList::name).forEach(name -> SidListName.tunnel(name)
                    .ifPresent(tunnel -> names.computeIfAbsent(tunnel, first -> new ArrayList<>())
                            .add(name)));
            return names;
        });
    }

    @Override
    public StepOutcome<LiveNetwork> network() {
        return topologies.with(
                topology -> livePolicies(topology).map(policies -> new LiveNetwork(policies, slugs(topology))));
    }

    private StepOutcome<List<LivePolicy>> livePolicies(NetworkTopology topology) {
        return CncOutcomes.of(coe.list(topology))
                .map(all -> all.policies().stream().map(CncRecordMapper::live).toList());
    }

    @Override
    public StepOutcome<Optional<LivePolicy>> live(SteeringKey key) {
        var policy = new PolicyKey(key.headEnd(), key.endPoint(), key.color());
        return topologies
                .with(topology -> CncOutcomes.maybe(coe.get(topology, policy)))
                .map(found -> found.map(CncRecordMapper::live));
    }
}
