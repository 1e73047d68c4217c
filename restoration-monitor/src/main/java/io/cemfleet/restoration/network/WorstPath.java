package io.cemfleet.restoration.network;

import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/**
 * The worst path through the links of an original path. They may be the branches of equal-cost paths, so that their sum
 * would be a path that no packet takes.
 */
final class WorstPath {
    private final EcmpRoutes routes;
    private final List<Link> links;

    /** @param links of the original path, as the topology has them */
    WorstPath(NetworkTopology topology, List<Link> links) {
        this.routes = EcmpRoutes.over(topology.only(links));
        this.links = links;
    }

    /**
     * The sum, always coming nearer by the IGP metric; that of all links where they do not lead there.
     *
     * @param value of a link for a packet that leaves the given router on it
     */
    double between(String headEnd, String endPoint, ToDoubleBiFunction<Link, String> value) {
        Double found = worst(endPoint, value).get(headEnd);
        return found == null
                ? links.stream()
                        .mapToDouble(link -> value.applyAsDouble(link, link.a()))
                        .sum()
                : found;
    }

    /**
     * The same; empty where the links do not lead there, or a link of a path there has no known value.
     *
     * @param value not a number where it is unknown
     */
    OptionalDouble known(String headEnd, String endPoint, ToDoubleBiFunction<Link, String> value) {
        Double found = worst(endPoint, value).get(headEnd);
        return found == null || found.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    /** By router; without those that the links do not lead to the end-point. */
    private Map<String, Double> worst(String endPoint, ToDoubleBiFunction<Link, String> value) {
        List<String> nearestFirst = routes.topology().routers().stream()
                .map(Router::id)
                .filter(node -> routes.distance(node, endPoint) >= 0)
                .sorted(Comparator.comparingLong(node -> routes.distance(node, endPoint)))
                .toList();
        Map<String, Double> worst = new HashMap<>(Map.of(endPoint, 0.0));
        for (String node : nearestFirst) {
            double through = onward(node, endPoint)
                    .mapToDouble(link -> value.applyAsDouble(link, node) + worst.getOrDefault(link.across(node), 0.0))
                    .max()
                    .orElse(0);
            worst.put(node, through);
        }
        return worst;
    }

    /** The links on which a router's traffic comes nearer to the end-point. */
    Stream<Link> onward(String node, String endPoint) {
        long left = routes.distance(node, endPoint);
        return links.stream().filter(link -> link.touches(node)).filter(link -> {
            long after = routes.distance(link.across(node), endPoint);
            return after >= 0 && after < left;
        });
    }
}
