package io.cemfleet.cnc.policy;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.ReportedHop;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Maps a reported policy to the fleet's record; it reads the segment lists of live systems and those of the published
 * schema.
 */
final class PolicyReader {

    private static final int DEFAULT_PREFERENCE = 100;

    private PolicyReader() {}

    /** Empty when a router is not in the topology, or the key is incomplete. */
    static Optional<SrPolicy> read(NetworkTopology topology, JsonNode policy) {
        return key(topology, policy).map(key -> {
            var details = at(policy, "policy-details");
            var up = isUp(policy);
            return new SrPolicy(
                    key,
                    integer(details, "binding-sid"),
                    up,
                    PolicyType.of(textOr("UNKNOWN", policy, "sr-policy-type")),
                    Integer.valueOf(1).equals(integer(details, "pcep-info", "pcep-flag-c")),
                    paths(details, up));
        });
    }

    /** The key as the controller reports it, for policies that cannot be resolved. */
    static String rawKey(JsonNode policy) {
        return String.join(
                ",", textOr("?", policy, "headend"), textOr("?", policy, "endpoint"), textOr("?", policy, "color"));
    }

    /** The key in the form in which the controller reports it. */
    static String rawKey(String headEndRouterId, String endPointRouterId, int color) {
        return String.join(",", headEndRouterId, endPointRouterId, String.valueOf(color));
    }

    private static Optional<PolicyKey> key(NetworkTopology topology, JsonNode policy) {
        var color = integer(policy, "color");
        var headEnd = Optional.ofNullable(text(policy, "headend")).flatMap(topology::find);
        var endPoint = Optional.ofNullable(text(policy, "endpoint")).flatMap(topology::find);
        if (color == null || headEnd.isEmpty() || endPoint.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PolicyKey(headEnd.get().id(), endPoint.get().id(), color));
    }

    private static List<CandidatePath> paths(JsonNode details, boolean policyUp) {
        var paths = new ArrayList<CandidatePath>();
        each(details, "path").forEach(path -> paths.add(path(path)));
        paths.sort(Comparator.comparingInt(CandidatePath::preference).reversed());
        if (policyUp) {
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).up()) {
                    paths.set(i, paths.get(i).withActive(true));
                    break;
                }
            }
        }
        return paths;
    }

    private static CandidatePath path(JsonNode path) {
        var preference = integer(path, "preference");
        var lists = each(path, "segment-list").stream()
                .map(PolicyReader::segmentList)
                .filter(l -> !l.hops().isEmpty())
                .toList();
        var flat = each(path, "hop").stream().map(PolicyReader::hop).toList();
        return new CandidatePath(
                preference == null ? DEFAULT_PREFERENCE : preference,
                textOr("", path, "path-name"),
                kind(textOr("", path, "path-type")),
                isUp(path),
                text(path, "optimization-metric", "metric-type"),
                lists.isEmpty() && !flat.isEmpty() ? List.of(new SegmentList(1, flat)) : lists,
                false);
    }

    private static SegmentList segmentList(JsonNode list) {
        var weight = integer(list, "weight");
        return new SegmentList(
                weight == null || weight < 0 ? 1 : weight,
                each(list, "hop").stream().map(PolicyReader::hop).toList());
    }

    private static ReportedHop hop(JsonNode hop) {
        var label = integer(hop, "label");
        var local = text(hop, "local-ip-addr");
        var remote = text(hop, "remote-ip-addr");
        return new ReportedHop(
                hopKind(textOr("", hop, "type")),
                local == null ? text(hop, "local-address", "local-ip-addr") : local,
                remote == null ? text(hop, "remote-address", "remote-ip-addr") : remote,
                label == null ? integer(hop, "sid-value", "label") : label);
    }

    private static CandidatePath.PathKind kind(String wire) {
        return switch (wire) {
            case "PT-EXPLICIT" -> CandidatePath.PathKind.EXPLICIT;
            case "PT-DYNAMIC" -> CandidatePath.PathKind.DYNAMIC;
            default -> CandidatePath.PathKind.UNKNOWN;
        };
    }

    private static ReportedHop.HopKind hopKind(String wire) {
        var type = wire.toUpperCase(Locale.ROOT);
        if (type.contains("NODE")) {
            return ReportedHop.HopKind.NODE;
        }
        if (type.contains("ADJ")) {
            return ReportedHop.HopKind.ADJACENCY;
        }
        return type.contains("BINDING") ? ReportedHop.HopKind.BINDING : ReportedHop.HopKind.UNKNOWN;
    }

    private static boolean isUp(JsonNode node) {
        var state = textOr("", node, "oper-state");
        return state.equalsIgnoreCase("UP") || state.equalsIgnoreCase("ACTIVE");
    }
}
