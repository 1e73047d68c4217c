package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.PlanStatus;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.optimization.DryRun;
import io.cemfleet.cnc.optimization.PathRequest;
import io.cemfleet.cnc.optimization.SegmentHop;
import io.cemfleet.cnc.optimization.SrPolicyOperations;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.Router;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Sid;
import io.cemfleet.tunnel.policy.SidListName;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LiveNetwork;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkView;
import io.cemfleet.tunnel.southbound.PlanState;
import io.cemfleet.tunnel.southbound.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Configures through NSO, looks through COE. */
@Component
final class CncController implements Controller {
    private final NsoPolicies nso;
    private final SrPolicyClient coe;
    private final SrPolicyOperations engine;
    private final VpnServices services;
    private final Topologies topologies;

    CncController(
            NsoPolicies nso,
            SrPolicyClient coe,
            SrPolicyOperations engine,
            VpnServices services,
            Topologies topologies) {
        this.nso = nso;
        this.coe = coe;
        this.engine = engine;
        this.services = services;
        this.topologies = topologies;
    }

    /** The topology, never older than a write may rely on. */
    @Component
    record Topologies(TopologyHolder holder, TunnelSettings settings) {
        Outcome<NetworkTopology> now() {
            return Outcomes.of(holder.noOlderThan(settings.topologyMaxAge()));
        }
    }

    @Override
    public Outcome<NetworkView> view(String headEnd, String endPoint) {
        return topologies.now().then(topology -> CncNetwork.ends(topology, headEnd, endPoint)
                .then(ends -> Outcomes.of(nso.policies(topology)).then(configured -> Outcomes.of(coe.list(topology))
                        .then(live -> Outcomes.of(services.routePolicies())
                                .map(routes -> new NetworkView(
                                        ends,
                                        configured.stream()
                                                .map(CncNetwork::configured)
                                                .toList(),
                                        live.policies().stream()
                                                .map(CncNetwork::live)
                                                .toList(),
                                        routes.stream().map(RoutePolicy::color).collect(Collectors.toSet())))))));
    }

    @Override
    public Outcome<Route> trace(String headEnd, String endPoint, List<Sid> segments) {
        return topologies.now().then(topology -> CncNetwork.trace(topology, headEnd, endPoint, segments));
    }

    @Override
    public Outcome<DryRunReport> dryRun(String headEnd, String endPoint, List<Sid> sids) {
        return topologies.now().then(topology -> CncNetwork.segments(topology, headEnd, sids)
                .then(segments -> PathRequest.over(topology, segments)
                        .map(path -> report(engine.dryRun(topology, headEnd, endPoint, path)))
                        .orElseGet(() -> Outcome.failed(
                                FailureCode.PATH_INVALID, "a segment has no SID or no address in the topology"))));
    }

    private static Outcome<DryRunReport> report(CncResult<DryRun> result) {
        return switch (result) {
            case CncResult.Refused<DryRun> refused -> Outcome.failed(FailureCode.DRY_RUN_FAILED, refused.reason());
            case CncResult.NotFound<DryRun> notFound -> Outcome.failed(FailureCode.DRY_RUN_FAILED, notFound.reason());
            default ->
                Outcomes.of(result)
                        .map(run -> new DryRunReport(
                                run.degraded(),
                                run.message(),
                                run.hops().stream()
                                        .map(SegmentHop::sid)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                run.route().stream()
                                        .map(LinkDirection::linkId)
                                        .distinct()
                                        .toList()));
        };
    }

    @Override
    public Outcome<Set<String>> routers() {
        return topologies
                .now()
                .map(topology -> topology.routers().stream().map(Router::id).collect(Collectors.toSet()));
    }

    @Override
    public Outcome<List<ConfiguredPolicy>> policies() {
        return topologies.now().then(topology -> Outcomes.of(nso.policies(topology))
                .map(all -> all.stream().map(CncNetwork::configured).toList()));
    }

    @Override
    public Outcome<Configured> configured(String tunnelId) {
        return topologies.now().then(topology -> new CncPolicies(nso).read(topology, tunnelId));
    }

    @Override
    public Outcome<WriteKind> write(Candidate candidate) {
        return topologies.now().then(topology -> new CncPolicies(nso).write(topology, candidate));
    }

    @Override
    public Outcome<PlanState> plan(String tunnelId) {
        return Outcomes.maybe(nso.plan(tunnelId))
                .map(found -> found.map(CncController::plan).orElseGet(() -> new PlanState.Waiting("no plan yet")));
    }

    private static PlanState plan(PlanStatus status) {
        return switch (status) {
            case PlanStatus.Ready ready -> new PlanState.Ready();
            case PlanStatus.NotReady(String waitingFor) -> new PlanState.Waiting(waitingFor);
            case PlanStatus.Failed(String reason) -> new PlanState.GivenUp(reason);
        };
    }

    @Override
    public Outcome<Boolean> remove(String tunnelId) {
        return Outcomes.gone(nso.deletePolicy(tunnelId));
    }

    @Override
    public Outcome<Boolean> removeLists(Collection<String> names) {
        Outcome<Boolean> result = Outcome.done(true);
        for (String name : names) {
            result = result.then(before -> Outcomes.gone(nso.deleteSidList(name)));
        }
        return result;
    }

    @Override
    public Outcome<Map<String, List<String>>> lists() {
        return Outcomes.of(nso.sidLists()).map(all -> {
            var names = new TreeMap<String, List<String>>();
            all.stream().map(SidList::name).forEach(name -> SidListName.tunnel(name)
                    .ifPresent(tunnel -> names.computeIfAbsent(tunnel, first -> new ArrayList<>())
                            .add(name)));
            return names;
        });
    }

    @Override
    public Outcome<LiveNetwork> network() {
        return topologies.now().then(topology -> Outcomes.of(coe.list(topology))
                .map(all -> new LiveNetwork(
                        all.policies().stream().map(CncNetwork::live).toList(),
                        topology.routers().stream().map(Router::id).collect(Collectors.toSet()))));
    }

    @Override
    public Outcome<Optional<LivePolicy>> live(SteeringKey key) {
        return topologies
                .now()
                .then(topology ->
                        Outcomes.maybe(coe.get(topology, new PolicyKey(key.headEnd(), key.endPoint(), key.color()))))
                .map(found -> found.map(CncNetwork::live));
    }
}
