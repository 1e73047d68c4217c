package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.SegmentId;
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
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LiveList;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    static StepOutcome<List<Segment>> segments(EcmpRoutes routes, String headEnd, List<TunnelSegment> sids) {
        StepOutcome<List<Integer>> known =
                labels(sids.stream().map(TunnelSegment::sid).toList());
        if (!(known instanceof Done(List<Integer> labels))) {
            return known.asFailure();
        }
        List<ReportedHop> hops = IntStream.range(0, labels.size())
                .mapToObj(i -> new ReportedHop(
                        sids.get(i).adjacency() ? ReportedHop.HopKind.ADJACENCY : ReportedHop.HopKind.NODE,
                        null,
                        null,
                        labels.get(i)))
                .toList();
        return new PolicyForwarding(routes)
                .segments(headEnd, hops)
                .map(StepOutcome::done)
                .orElseGet(() -> StepOutcome.failed(
                        TunnelFailureCode.PATH_INVALID,
                        "a label of %s is not in the topology %s"
                                .formatted(labels, routes.topology().version())));
    }

    static StepOutcome<SegmentListRoute> trace(
            EcmpRoutes routes, String headEnd, String endPoint, List<TunnelSegment> sids) {
        StepOutcome<List<Segment>> found = segments(routes, headEnd, sids);
        if (!(found instanceof Done(List<Segment> segments))) {
            return found.asFailure();
        }
        if (!SegmentRoute.end(headEnd, segments).equals(endPoint)) {
            return StepOutcome.failed(
                    TunnelFailureCode.PATH_INVALID,
                    "%s does not end at %s"
                            .formatted(sids.stream().map(TunnelSegment::sid).toList(), endPoint));
        }
        return switch (new SegmentRoute(routes).expand(headEnd, segments)) {
            case RouteResult.NoRoute(String reason) -> StepOutcome.failed(TunnelFailureCode.PATH_INVALID, reason);
            case RouteResult.Routed routed ->
                StepOutcome.done(
                        new SegmentListRoute(routed.branches().getFirst().linkIds(), routed.linkIds()));
        };
    }

    static ConfiguredPolicy configured(NsoPolicy policy) {
        return new ConfiguredPolicy(
                policy.name(),
                new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color()),
                sid(policy.bindingSid()),
                policy.paths().stream().map(NsoCandidatePath::preference).toList());
    }

    static LivePolicy live(SrPolicy policy) {
        return new LivePolicy(
                new SteeringKey(
                        policy.key().headEnd(),
                        policy.key().endPoint(),
                        policy.key().color()),
                sid(policy.bindingSid()),
                policy.type() != PolicyType.REGULAR && policy.type() != PolicyType.UNKNOWN,
                policy.paths().stream()
                        .map(path -> new LivePath(
                                path.preference(),
                                path.up(),
                                path.active(),
                                path.segmentLists().stream()
                                        .map(list -> new LiveList(list.weight(), sids(list.labels())))
                                        .toList()))
                        .toList());
    }

    /** The labels of a list; {@code path_invalid} when one of its SIDs is none. */
    static StepOutcome<List<Integer>> labels(List<SegmentId> sids) {
        var labels = new ArrayList<Integer>();
        for (SegmentId sid : sids) {
            if (!(sid instanceof SegmentId.MplsLabel(int label))) {
                return StepOutcome.failed(TunnelFailureCode.PATH_INVALID, sid + " is no MPLS label");
            }
            labels.add(label);
        }
        return StepOutcome.done(labels);
    }

    static List<SegmentId> sids(List<Integer> labels) {
        return labels.stream().map(SegmentId::label).toList();
    }

    static @Nullable SegmentId sid(@Nullable Integer label) {
        return label == null ? null : SegmentId.label(label);
    }
}
