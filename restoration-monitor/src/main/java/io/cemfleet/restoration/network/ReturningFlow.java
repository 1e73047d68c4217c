package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The traffic of one tunnel that may return.
 *
 * @param services how many it protects
 * @param mbps its whole demand, wherever it is now
 * @param weight percent of it that the tunnel carries
 * @param change part of it, -1 to 1, that each direction gains when all of it returns, or loses where negative
 */
record ReturningFlow(
        String tunnelId, SlaTier tier, int services, double mbps, int weight, Map<LinkDirection, Double> change) {

    /** The highest tier first, within a tier the most services for the least traffic. */
    static final Comparator<ReturningFlow> FIRST = Comparator.comparing(
                    (ReturningFlow flow) -> flow.tier().effective())
            .thenComparing(flow -> -flow.services() / Math.max(flow.mbps(), 1e-3))
            .thenComparing(ReturningFlow::tunnelId);

    ReturningFlow at(int otherWeight) {
        return new ReturningFlow(tunnelId, tier, services, mbps, otherWeight, change);
    }

    /** The other links between the same two routers over which its traffic is spread; none where all of it takes one. */
    Set<LinkDirection> parallelTo(LinkDirection on) {
        return change.entrySet().stream()
                .filter(gain -> gain.getValue() > 0)
                .map(Map.Entry::getKey)
                .filter(other -> change.getOrDefault(on, 0.0) > 0 && !other.equals(on))
                .filter(other -> other.from().equals(on.from()) && other.to().equals(on.to()))
                .collect(Collectors.toSet());
    }

    /** Part of it that a direction gains at most: all that it shares with parallel links, where that is hashed to it. */
    double atMost(LinkDirection on) {
        double shared = parallelTo(on).stream().mapToDouble(change::get).sum();
        return change.getOrDefault(on, 0.0) + shared;
    }

    /** Mbit/s that leave the tunnel when it is shifted to another weight. */
    double leaving(int otherWeight) {
        return mbps * (weight - otherWeight) / 100;
    }
}
