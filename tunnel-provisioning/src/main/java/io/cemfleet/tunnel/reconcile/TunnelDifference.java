package io.cemfleet.tunnel.reconcile;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelChanged.Change;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePathConfig.WeightedSidList;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LiveList;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How a provisioned tunnel differs in the network.
 *
 * @param details {@code expected} and {@code found}, each with what differs; the same difference has the same details
 */
record TunnelDifference(Change change, Map<String, Object> details) {

    /**
     * How the policy differs from what was last read back; the first difference decides.
     *
     * @param ours whether a preference is that of another tunnel: one that carries the traffic instead is no change
     */
    static Optional<TunnelDifference> of(Tunnel tunnel, @Nullable LivePolicy live, IntPredicate ours) {
        CandidatePathConfig wanted = CandidatePathConfig.of(tunnel);
        if (live == null) {
            return Optional.of(lost(wanted));
        }
        Optional<LivePath> path = live.path(wanted.preference());
        if (path.isEmpty()) {
            return Optional.of(elsewhere(wanted, live).orElseGet(() -> lost(wanted)));
        }
        if (!path.get().up()) {
            return altered("oper_state", "up", "down");
        }
        if (!LivePolicy.sameLists(path.get().lists(), wanted)) {
            return altered("segment_lists", meant(wanted), shown(path.get().lists()));
        }
        if (tunnel.state().carries() && !path.get().active()) {
            Integer active = live.activePreference();
            return active != null && ours.test(active)
                    ? Optional.empty()
                    : altered("active_preference", wanted.preference(), active == null ? "none" : active);
        }
        return Optional.empty();
    }

    /** Services that the tunnel's colour, the fleet's or their own, was taken from. */
    static Optional<TunnelDifference> ofColor(Tunnel tunnel, ServiceDirectory all) {
        String endPoint = tunnel.key().endPoint();
        List<String> without = tunnel.path().steered().stream()
                .flatMap(id -> all.withId(id).stream())
                .filter(service -> service.at(endPoint)
                        .filter(node -> !Integer.valueOf(tunnel.key().color()).equals(node.color()))
                        .isPresent())
                .map(Service::id)
                .sorted()
                .toList();
        return without.isEmpty()
                ? Optional.empty()
                : altered("color", tunnel.key().color(), Map.of("services_without_it", without));
    }

    private static TunnelDifference lost(CandidatePathConfig wanted) {
        return new TunnelDifference(
                Change.LOST,
                Map.of(
                        "expected",
                        Map.of("preference", wanted.preference(), "segment_lists", meant(wanted)),
                        "found",
                        Map.of()));
    }

    private static Optional<TunnelDifference> elsewhere(CandidatePathConfig wanted, LivePolicy live) {
        return live.paths().stream()
                .filter(path -> !path.lists().isEmpty() && LivePolicy.sameLists(path.lists(), wanted))
                .findFirst()
                .flatMap(path -> altered("preference", wanted.preference(), path.preference()));
    }

    private static Optional<TunnelDifference> altered(String what, Object expected, Object found) {
        return Optional.of(new TunnelDifference(
                Change.ALTERED, Map.of("expected", Map.of(what, expected), "found", Map.of(what, found))));
    }

    private static List<Map<String, Object>> meant(CandidatePathConfig wanted) {
        return wanted.lists().stream()
                .sorted(Comparator.comparing(WeightedSidList::name))
                .map(list -> list(list.sids(), list.weight(), wanted.lists().size()))
                .toList();
    }

    private static List<Map<String, Object>> shown(List<LiveList> lists) {
        return lists.stream()
                .sorted(Comparator.comparing(list -> list.sids().toString()))
                .map(list -> list(list.sids(), list.weight(), lists.size()))
                .toList();
    }

    /** A single list has all the traffic: its weight says nothing. */
    private static Map<String, Object> list(List<SegmentId> sids, int weight, int lists) {
        return lists == 1 ? Map.of("labels", sids) : Map.of("labels", sids, "weight", weight);
    }
}
