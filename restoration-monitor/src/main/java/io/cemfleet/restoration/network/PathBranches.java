package io.cemfleet.restoration.network;

import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The links of an original path, which may be the branches of equal-cost paths, and the paths through them. */
record PathBranches(List<Link> links) {

    /** IGP metric to the end-point by the router, over these links only; without those that do not lead there. */
    Map<String, Long> distancesTo(String endPoint) {
        Map<String, Long> distance = new HashMap<>(Map.of(endPoint, 0L));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Link link : links) {
                changed |= nearer(distance, link, link.a(), link.z()) | nearer(distance, link, link.z(), link.a());
            }
        }
        return distance;
    }

    /** The links on which a router's traffic comes nearer to the end-point. */
    Stream<Link> onward(String node, Map<String, Long> distance) {
        return links.stream()
                .filter(link -> link.touches(node))
                .filter(link -> distance.getOrDefault(other(link, node), Long.MAX_VALUE)
                        < distance.getOrDefault(node, Long.MAX_VALUE));
    }

    /**
     * Which part of the traffic each direction carries, 0 to 1, when every router splits it equally over its onward
     * links; empty where these links do not connect the two routers.
     */
    Map<LinkDirection, Double> shares(String headEnd, String endPoint) {
        Map<String, Long> distance = distancesTo(endPoint);
        Map<LinkDirection, Double> shares = new HashMap<>();
        if (!distance.containsKey(headEnd)) {
            return shares;
        }
        Map<String, Double> arriving = new HashMap<>(Map.of(headEnd, 1.0));
        distance.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .filter(node -> arriving.getOrDefault(node, 0.0) > 0)
                .forEach(node -> {
                    List<Link> onward = onward(node, distance).toList();
                    double each = arriving.getOrDefault(node, 0.0) / onward.size();
                    for (Link link : onward) {
                        link.from(node).ifPresent(direction -> shares.merge(direction, each, Double::sum));
                        arriving.merge(other(link, node), each, Double::sum);
                    }
                });
        return shares;
    }

    static String other(Link link, String node) {
        return link.a().equals(node) ? link.z() : link.a();
    }

    private static boolean nearer(Map<String, Long> distance, Link link, String from, String to) {
        Long rest = distance.get(to);
        if (rest == null) {
            return false;
        }
        long metric = link.from(from).map(LinkDirection::igpMetric).orElse(1);
        long whole = rest + Math.max(1, metric);
        if (whole >= distance.getOrDefault(from, Long.MAX_VALUE)) {
            return false;
        }
        distance.put(from, whole);
        return true;
    }
}
