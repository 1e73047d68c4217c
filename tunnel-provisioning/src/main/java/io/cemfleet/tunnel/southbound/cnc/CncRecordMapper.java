package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.forwarding.Segment;
import io.cemfleet.network.forwarding.SegmentRoute;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.tunnel.policy.LabelSegment;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.LabelRoute;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LiveList;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Maps the controller's records to the types of the tunnel policy. */
final class CncRecordMapper {

    private CncRecordMapper() {}

    static StepOutcome<TunnelEndCapabilities> ends(NetworkTopology topology, String headEnd, String endPoint) {
        Optional<Router> head = topology.router(headEnd);
        Optional<Router> end = topology.router(endPoint);
        if (head.isEmpty() || end.isEmpty()) {
            return StepOutcome.failed(
                    TunnelFailureCode.UNKNOWN_NODE,
                    "the topology has no router " + (head.isEmpty() ? headEnd : endPoint));
        }
        LabelRange srlb = head.get().srlb();
        Integer endPointSid = end.get().nodeSid();
        return StepOutcome.done(new TunnelEndCapabilities(
                head.get().srgb() != null && head.get().nodeSid() != null && endPointSid != null,
                srlb == null ? null : srlb.lower(),
                srlb == null ? null : srlb.upper(),
                head.get().msd(),
                endPointSid,
                topology.directionsFrom(headEnd).stream()
                        .map(LinkDirection::adjacencySid)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet())));
    }

    /** The labels as segments of the present topology: a label decides, since the routers forward by it. */
    static StepOutcome<List<Segment>> segments(NetworkTopology topology, String headEnd, List<LabelSegment> sids) {
        List<ReportedHop> hops = sids.stream()
                .map(sid -> new ReportedHop(
                        sid.adjacency() ? ReportedHop.HopKind.ADJACENCY : ReportedHop.HopKind.NODE,
                        null,
                        null,
                        Integer.valueOf(sid.label())))
                .toList();
        return new PolicyForwarding(EcmpRoutes.over(topology))
                .segments(headEnd, hops)
                .map(StepOutcome::done)
                .orElseGet(() -> StepOutcome.failed(
                        TunnelFailureCode.PATH_INVALID,
                        "a label of %s is not in the topology %s".formatted(labels(sids), topology.version())));
    }

    static StepOutcome<LabelRoute> trace(
            NetworkTopology topology, String headEnd, String endPoint, List<LabelSegment> sids) {
        StepOutcome<List<Segment>> found = segments(topology, headEnd, sids);
        if (!(found instanceof Done(List<Segment> segments))) {
            return found.asFailure();
        }
        if (!SegmentRoute.end(headEnd, segments).equals(endPoint)) {
            return StepOutcome.failed(
                    TunnelFailureCode.PATH_INVALID, "%s does not end at %s".formatted(labels(sids), endPoint));
        }
        return switch (new SegmentRoute(EcmpRoutes.over(topology)).expand(headEnd, segments)) {
            case RouteResult.NoRoute(String reason) -> StepOutcome.failed(TunnelFailureCode.PATH_INVALID, reason);
            case RouteResult.Routed routed ->
                StepOutcome.done(new LabelRoute(routed.branches().getFirst().linkIds(), routed.linkIds()));
        };
    }

    static ConfiguredPolicy configured(NsoPolicy policy) {
        return new ConfiguredPolicy(
                policy.name(),
                new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color()),
                policy.bindingSid(),
                policy.paths().stream().map(NsoCandidatePath::preference).toList());
    }

    static LivePolicy live(SrPolicy policy) {
        return new LivePolicy(
                new SteeringKey(
                        policy.key().headEnd(),
                        policy.key().endPoint(),
                        policy.key().color()),
                policy.bindingSid(),
                policy.type() != PolicyType.REGULAR && policy.type() != PolicyType.UNKNOWN,
                policy.paths().stream()
                        .map(path -> new LivePath(
                                path.preference(),
                                path.up(),
                                path.active(),
                                path.segmentLists().stream()
                                        .map(list -> new LiveList(list.weight(), list.labels()))
                                        .toList()))
                        .toList());
    }

    private static List<Integer> labels(List<LabelSegment> sids) {
        return sids.stream().map(LabelSegment::label).toList();
    }
}
