package io.cemfleet.path.plan;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Traffic that a plan moved, with the part of it that is off its original path.
 *
 * @param paths links of each path that its policy may take: as planned, the alternatives, and those of the plans before
 *     while it was away
 * @param original the directions that it returns to
 * @param demandMbps above 0
 */
record DivertedTraffic(
        String protectionKey,
        CapacityReservation.ReservationOwner ends,
        List<List<String>> paths,
        List<OriginalShare> original,
        double demandMbps) {

    private static final int MOST_PATHS = 16;

    /**
     * The fraction of the traffic that a direction of the original path carries, 0 to 1.
     *
     * @param whole the fraction once all traffic has returned
     * @param away the part of {@code whole} that is off the
     *     original path now
     */
    record OriginalShare(String linkId, String from, double whole, double away) {

        private OriginalShare withAway(double share) {
            return new OriginalShare(linkId, from, whole, share);
        }
    }

    DivertedTraffic {
        paths = List.copyOf(paths);
        original = List.copyOf(original);
    }

    boolean away() {
        return original.stream().anyMatch(share -> share.away() > 0);
    }

    /**
     * Whether a route over these links takes a path of this traffic; when a part has returned, the route has more links
     * than the path.
     */
    boolean isOn(Collection<String> links) {
        var taken = Set.copyOf(links);
        return paths.stream().anyMatch(taken::containsAll);
    }

    /**
     * A copy after a reading of its policy: the part that the policy carries over the original directions has returned.
     */
    DivertedTraffic routed(RouteResult.Routed route) {
        var now = new HashMap<String, Double>();
        route.shares().forEach((direction, share) -> now.merge(name(direction), share, Double::sum));
        return withAway(
                share -> Math.max(0, share.whole() - now.getOrDefault(name(share.linkId(), share.from()), 0.0)));
    }

    /** A copy for traffic that no policy carries. */
    DivertedTraffic returned() {
        return withAway(share -> 0);
    }

    /** A copy with the larger of the two parts that are off the original path, where both belong to the same plan. */
    DivertedTraffic atLeast(DivertedTraffic other) {
        var known = new HashMap<String, Double>();
        other.original.forEach(share -> known.put(name(share.linkId(), share.from()), share.away()));
        return withAway(share -> Math.max(share.away(), known.getOrDefault(name(share.linkId(), share.from()), 0.0)));
    }

    /** A copy for a new plan: traffic on a path of the former plan returns to its first origin. */
    DivertedTraffic after(DivertedTraffic former, Collection<String> currentLinks) {
        if (!former.away() && !former.isOn(currentLinks)) {
            return this;
        }
        var both = Stream.concat(paths.stream(), former.paths.stream())
                .distinct()
                .limit(MOST_PATHS)
                .toList();
        return new DivertedTraffic(protectionKey, ends, both, former.original, demandMbps);
    }

    /** The capacity that the traffic needs when it returns. */
    CapacityReservation returning() {
        var missing = original.stream().filter(share -> share.away() > 0).toList();
        return new CapacityReservation(
                protectionKey,
                ends,
                missing.stream().map(OriginalShare::linkId).toList(),
                missing.stream().map(OriginalShare::from).toList(),
                missing.stream().map(share -> share.away() * demandMbps).toList(),
                demandMbps);
    }

    static List<OriginalShare> shares(Map<LinkDirection, Double> shares) {
        return shares.entrySet().stream()
                .map(share -> new OriginalShare(
                        share.getKey().linkId(), share.getKey().from(), Math.min(1, share.getValue()), 0))
                .toList();
    }

    private DivertedTraffic withAway(java.util.function.ToDoubleFunction<OriginalShare> away) {
        return new DivertedTraffic(
                protectionKey,
                ends,
                paths,
                original.stream()
                        .map(share -> share.withAway(away.applyAsDouble(share)))
                        .toList(),
                demandMbps);
    }

    private static String name(LinkDirection direction) {
        return name(direction.linkId(), direction.from());
    }

    private static String name(String linkId, String from) {
        return linkId + '|' + from;
    }
}
