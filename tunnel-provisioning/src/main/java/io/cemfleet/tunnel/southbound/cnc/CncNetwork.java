package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.forwarding.Segment;
import io.cemfleet.cnc.forwarding.SegmentRoute;
import io.cemfleet.cnc.nso.NsoPath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.policy.Hop;
import io.cemfleet.cnc.policy.PolicyForwarding;
import io.cemfleet.cnc.policy.PolicyType;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LabelRange;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.Router;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Sid;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.HeadEnd;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LiveList;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The controller's records in the tunnel's words. */
final class CncNetwork {

    private CncNetwork() {}

    static Outcome<HeadEnd> ends(NetworkTopology topology, String headEnd, String endPoint) {
        Optional<Router> head = topology.router(headEnd);
        Optional<Router> end = topology.router(endPoint);
        if (head.isEmpty() || end.isEmpty()) {
            return Outcome.failed(
                    FailureCode.UNKNOWN_NODE, "the topology has no router " + (head.isEmpty() ? headEnd : endPoint));
        }
        LabelRange srlb = head.get().srlb();
        Integer endPointSid = end.get().nodeSid();
        return Outcome.done(new HeadEnd(
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
    static Outcome<List<Segment>> segments(NetworkTopology topology, String headEnd, List<Sid> sids) {
        List<Hop> hops = sids.stream()
                .map(sid -> new Hop(
                        sid.adjacency() ? Hop.Kind.ADJACENCY : Hop.Kind.NODE, null, null, Integer.valueOf(sid.label())))
                .toList();
        return new PolicyForwarding(EcmpRoutes.over(topology))
                .segments(headEnd, hops)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.failed(
                        FailureCode.PATH_INVALID,
                        "a label of %s is not in the topology %s".formatted(labels(sids), topology.version())));
    }

    static Outcome<Route> trace(NetworkTopology topology, String headEnd, String endPoint, List<Sid> sids) {
        return segments(topology, headEnd, sids).then(segments -> {
            if (!SegmentRoute.end(headEnd, segments).equals(endPoint)) {
                return Outcome.failed(
                        FailureCode.PATH_INVALID, "%s does not end at %s".formatted(labels(sids), endPoint));
            }
            return switch (new SegmentRoute(EcmpRoutes.over(topology)).expand(headEnd, segments)) {
                case RouteResult.NoRoute(String reason) -> Outcome.failed(FailureCode.PATH_INVALID, reason);
                case RouteResult.Routed routed ->
                    Outcome.done(new Route(routed.branches().getFirst().linkIds(), routed.linkIds()));
            };
        });
    }

    static ConfiguredPolicy configured(NsoPolicy policy) {
        return new ConfiguredPolicy(
                policy.name(),
                new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color()),
                policy.bindingSid(),
                policy.paths().stream().map(NsoPath::preference).toList());
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

    private static List<Integer> labels(List<Sid> sids) {
        return sids.stream().map(Sid::label).toList();
    }
}
