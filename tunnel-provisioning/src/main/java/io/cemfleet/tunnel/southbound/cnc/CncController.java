package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.NsoTransaction;
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
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LiveNetwork;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.southbound.WritePlanState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
    public StepOutcome<TunnelEndCapabilities> ends(String headEnd, String endPoint) {
        return topologies.with(topology -> CncRecordMapper.ends(topology, headEnd, endPoint));
    }

    @Override
    public StepOutcome<NetworkInventory> inventory(boolean withRouteColors) {
        return topologies.with(topology -> inventory(topology, withRouteColors));
    }

    private StepOutcome<NetworkInventory> inventory(NetworkTopology topology, boolean withRouteColors) {
        StepOutcome<List<ConfiguredPolicy>> configuration = policies(topology);
        if (!(configuration instanceof Done(List<ConfiguredPolicy> configured))) {
            return configuration.asFailure();
        }
        StepOutcome<List<LivePolicy>> state = livePolicies(topology);
        if (!(state instanceof Done(List<LivePolicy> live))) {
            return state.asFailure();
        }
        if (!withRouteColors) {
            return StepOutcome.done(new NetworkInventory(configured, live, Set.of()));
        }
        return CncOutcomes.of(services.routePolicies())
                .map(routes -> new NetworkInventory(
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
    public StepOutcome<Set<String>> existing(Collection<String> policies) {
        return topologies.with(topology -> policies.size() == 1
                ? CncOutcomes.maybe(nso.policy(topology, policies.iterator().next()))
                        .map(found -> found.map(NsoPolicy::name).map(Set::of).orElseGet(Set::of))
                : CncOutcomes.of(nso.configuration(topology, policies))
                        .map(found -> found.policies().keySet()));
    }

    @Override
    public StepOutcome<Map<String, WritePlanState>> plans(Collection<String> tunnelIds) {
        return reported(tunnelIds).map(found -> {
            var plans = new HashMap<String, WritePlanState>();
            tunnelIds.forEach(name -> plans.put(
                    name, found.containsKey(name) ? plan(found.get(name)) : new WritePlanState.Waiting("no plan yet")));
            return plans;
        });
    }

    private StepOutcome<Map<String, NsoPlanStatus>> reported(Collection<String> tunnelIds) {
        if (tunnelIds.size() > 1) {
            return CncOutcomes.of(nso.plans(tunnelIds));
        }
        String only = tunnelIds.iterator().next();
        return CncOutcomes.maybe(nso.plan(only))
                .map(found -> found.map(plan -> Map.of(only, plan)).orElseGet(Map::of));
    }

    private static WritePlanState plan(NsoPlanStatus status) {
        return switch (status) {
            case NsoPlanStatus.Ready ready -> new WritePlanState.Ready();
            case NsoPlanStatus.NotReady(String waitingFor) -> new WritePlanState.Waiting(waitingFor);
            case NsoPlanStatus.Failed(String reason) -> new WritePlanState.GivenUp(reason);
        };
    }

    @Override
    public StepOutcome<Boolean> remove(Collection<String> tunnelIds) {
        return tunnelIds.size() == 1
                ? CncOutcomes.gone(nso.deletePolicy(tunnelIds.iterator().next()))
                : committed(NsoTransaction.removingPolicies(List.copyOf(tunnelIds)));
    }

    private StepOutcome<Boolean> committed(NsoTransaction transaction) {
        return topologies.with(
                topology -> CncOutcomes.of(nso.commit(topology, transaction)).map(done -> true));
    }

    @Override
    public StepOutcome<Boolean> removeLists(Collection<String> names) {
        return switch (names.size()) {
            case 0 -> StepOutcome.done(true);
            case 1 ->
                CncOutcomes.gone(nso.deleteSidList(names.iterator().next())).map(removed -> true);
            default -> committed(NsoTransaction.removingLists(List.copyOf(names)));
        };
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
    public StepOutcome<Map<SteeringKey, LivePolicy>> live(Collection<SteeringKey> keys) {
        return topologies
                .with(topology ->
                        keys.size() == 1 ? one(topology, keys.iterator().next()) : several(topology, keys))
                .map(policies -> policies.stream()
                        .filter(policy -> keys.contains(policy.key()))
                        .collect(Collectors.toMap(LivePolicy::key, Function.identity(), (first, second) -> first)));
    }

    private StepOutcome<List<LivePolicy>> several(NetworkTopology topology, Collection<SteeringKey> keys) {
        return CncOutcomes.of(coe.find(
                        topology, keys.stream().map(CncController::policy).toList()))
                .map(found -> found.stream().map(CncRecordMapper::live).toList());
    }

    private static PolicyKey policy(SteeringKey key) {
        return new PolicyKey(key.headEnd(), key.endPoint(), key.color());
    }

    private StepOutcome<List<LivePolicy>> one(NetworkTopology topology, SteeringKey key) {
        return CncOutcomes.maybe(coe.get(topology, policy(key)))
                .map(found -> found.map(CncRecordMapper::live).stream().toList());
    }
}
