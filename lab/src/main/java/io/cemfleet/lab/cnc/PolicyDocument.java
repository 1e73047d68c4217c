package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.AffinityConstraint;
import io.cemfleet.lab.network.CandidateState;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PathMetric;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.ResolvedSegment;
import io.cemfleet.lab.network.SegmentListState;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Renders SR policies in the form of {@code cisco-crosswork-segment-routing-policy}: by router-id, not hostname. */
final class PolicyDocument {
    private PolicyDocument() {}

    static ObjectNode policy(NetworkState state, SrPolicyState policy) {
        LabTopology topology = state.topology();
        boolean byController = policy.candidates().stream().anyMatch(c -> c.origin() == NamedPolicy.Origin.PCE);
        return VendorJson.obj(
                "headend",
                routerId(topology, policy.key().headEnd()),
                "endpoint",
                routerId(topology, policy.key().endPoint()),
                "color",
                policy.key().color(),
                "admin-state",
                "UP",
                "oper-state",
                policy.up() ? "UP" : "DOWN",
                "sr-policy-type",
                "REGULAR",
                "policy-details",
                VendorJson.obj(
                        "pcep-info",
                        VendorJson.obj("pcep-flag-c", byController ? 1 : 0),
                        "binding-sid",
                        policy.bindingSid(),
                        "msd",
                        LabRouter.MAXIMUM_SID_DEPTH,
                        "update-time",
                        String.valueOf(state.at().toEpochMilli()),
                        "pce-controlled",
                        byController,
                        "pcc-address",
                        routerId(topology, policy.key().headEnd()),
                        "path",
                        policy.candidates().stream().map(PolicyDocument::path).toList()));
    }

    /** CNC's name of a candidate path: that of a configured path contains the policy's name and its preference. */
    static String pathName(CandidateState candidate) {
        return candidate.origin() == NamedPolicy.Origin.PCE
                ? candidate.policyName()
                : "cfg_" + candidate.policyName() + "_discr_" + candidate.preference();
    }

    private static JsonNode path(CandidateState candidate) {
        ObjectNode path = VendorJson.obj(
                "path-name",
                pathName(candidate),
                "path-type",
                candidate.spec() instanceof PathSpec.Explicit ? "PT-EXPLICIT" : "PT-DYNAMIC",
                "preference",
                candidate.preference(),
                "oper-state",
                candidate.up() ? "UP" : "DOWN",
                "segment-list",
                candidate.lists().stream().map(PolicyDocument::segmentList).toList());
        if (candidate.spec() instanceof PathSpec.Dynamic dynamic) {
            path.set(
                    "optimization-metric",
                    VendorJson.obj("metric-type", metric(dynamic.metric()), "metric-value", candidate.metricValue()));
            path.set("constraints", constraints(dynamic.affinities()));
        }
        return path;
    }

    private static JsonNode constraints(AffinityConstraint affinities) {
        ObjectNode constraints = VendorJson.obj("sid-algorithm", 0);
        if (!affinities.equals(AffinityConstraint.NONE)) {
            constraints.set(
                    "affinity",
                    VendorJson.obj(
                            "include-any",
                            Integer.toUnsignedLong(affinities.includeAny()),
                            "include-all",
                            Integer.toUnsignedLong(affinities.includeAll()),
                            "exclude-any",
                            Integer.toUnsignedLong(affinities.excludeAny())));
        }
        return constraints;
    }

    private static JsonNode segmentList(SegmentListState list) {
        return VendorJson.obj(
                "weight",
                list.weight(),
                "hop",
                list.segments().stream().map(PolicyDocument::hop).toList());
    }

    private static JsonNode hop(ResolvedSegment segment) {
        boolean node = segment.kind() == ResolvedSegment.Kind.NODE;
        return VendorJson.obj(
                "type",
                node ? "IPV4-NODE-SID" : "IPV4-ADJACENCY-SID",
                "local-ip-addr",
                segment.localAddress(),
                "remote-ip-addr",
                node ? null : segment.remoteAddress(),
                "label",
                segment.label());
    }

    private static String metric(PathMetric metric) {
        return switch (metric) {
            case IGP -> "IGP-METRIC";
            case TE -> "TE-METRIC";
            case DELAY -> "DELAY";
            case HOPS -> "HOP-COUNT";
        };
    }

    static String routerId(LabTopology topology, String node) {
        return topology.routerById(node).map(LabRouter::routerId).orElse(node);
    }

    /** The key from router-ids and a colour, if all are known. */
    static Optional<PolicyKey> key(LabTopology topology, String headEnd, String endPoint, String color) {
        if (!color.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return topology.routerByRouterId(headEnd).flatMap(head -> topology.routerByRouterId(endPoint)
                .map(end -> new PolicyKey(head.id(), end.id(), Integer.parseInt(color))));
    }

    static List<SrPolicyState> sorted(NetworkState state) {
        return state.srPolicies().stream()
                .sorted(Comparator.comparing((SrPolicyState p) -> p.key().headEnd())
                        .thenComparing(p -> p.key().endPoint())
                        .thenComparingInt(p -> p.key().color()))
                .toList();
    }
}
