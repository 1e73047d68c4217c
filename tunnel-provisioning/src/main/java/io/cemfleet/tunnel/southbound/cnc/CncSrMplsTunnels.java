package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.optimization.DryRunResult;
import io.cemfleet.cnc.optimization.PathRequest;
import io.cemfleet.cnc.optimization.SegmentHop;
import io.cemfleet.cnc.optimization.SrPolicyOperations;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.southbound.SrMplsTunnels;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** SR-MPLS tunnels as NSO policies over SID lists of labels; COE predicts what a path would do. */
@Component
final class CncSrMplsTunnels implements SrMplsTunnels {
    private final NsoPolicies nso;
    private final SrPolicyOperations engine;
    private final FreshTopology topologies;

    CncSrMplsTunnels(NsoPolicies nso, SrPolicyOperations engine, FreshTopology topologies) {
        this.nso = nso;
        this.engine = engine;
        this.topologies = topologies;
    }

    @Override
    public StepOutcome<SegmentListRoute> trace(String headEnd, String endPoint, List<TunnelSegment> segments) {
        return topologies.withRoutes(routes -> CncRecordMapper.trace(routes, headEnd, endPoint, segments));
    }

    @Override
    public StepOutcome<DryRunReport> dryRun(String headEnd, String endPoint, List<TunnelSegment> segments) {
        return topologies.withRoutes(routes -> dryRun(routes, headEnd, endPoint, segments));
    }

    private StepOutcome<DryRunReport> dryRun(
            EcmpRoutes routes, String headEnd, String endPoint, List<TunnelSegment> sids) {
        StepOutcome<List<Segment>> found = CncRecordMapper.segments(routes, headEnd, sids);
        if (!(found instanceof Done(List<Segment> segments))) {
            return found.asFailure();
        }
        NetworkTopology topology = routes.topology();
        Optional<PathRequest> path = PathRequest.over(topology, segments);
        return path.isPresent()
                ? report(engine.dryRun(topology, headEnd, endPoint, path.get()))
                : StepOutcome.failed(
                        TunnelFailureCode.PATH_INVALID, "a segment has no SID or no address in the topology");
    }

    private static StepOutcome<DryRunReport> report(CncResult<DryRunResult> result) {
        return switch (result) {
            case CncResult.Refused<DryRunResult> refused ->
                StepOutcome.failed(TunnelFailureCode.DRY_RUN_FAILED, refused.reason());
            case CncResult.NotFound<DryRunResult> notFound ->
                StepOutcome.failed(TunnelFailureCode.DRY_RUN_FAILED, notFound.reason());
            default ->
                CncOutcomes.of(result)
                        .map(run -> new DryRunReport(
                                DryRunReport.Predictor.CONTROLLER,
                                run.degraded(),
                                run.message(),
                                run.hops().stream()
                                        .map(SegmentHop::sid)
                                        .filter(Objects::nonNull)
                                        .map(SegmentId::label)
                                        .toList(),
                                run.route().stream()
                                        .map(LinkDirection::linkId)
                                        .distinct()
                                        .toList()));
        };
    }

    @Override
    public StepOutcome<Map<String, ConfiguredTunnel>> configured(Collection<String> tunnelIds) {
        return topologies.with(topology -> new CncTunnelPolicies(nso).read(topology, tunnelIds));
    }

    @Override
    public StepOutcome<Boolean> write(List<TunnelWrite> writes) {
        return topologies.with(topology -> new CncTunnelPolicies(nso).write(topology, writes));
    }
}
