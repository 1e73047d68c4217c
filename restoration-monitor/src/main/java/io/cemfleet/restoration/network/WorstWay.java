package io.cemfleet.restoration.network;

import io.cemfleet.cnc.topology.Link;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The slowest way through an original path. Its links may be the branches of equal-cost paths, so that their sum would
 * be a way that no packet takes.
 */
record WorstWay(List<Link> links, ToDoubleFunction<Link> delay) {

    static WorstWay of(List<Link> links, ToDoubleFunction<Link> delay) {
        return new WorstWay(links, delay);
    }

    /** Milliseconds, always coming nearer by the IGP metric; the sum of all links where they do not lead there. */
    double between(String headEnd, String endPoint) {
        Map<String, Long> distance = distancesTo(endPoint);
        Map<String, Double> worst = new HashMap<>();
        distance.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(entry -> worst.put(entry.getKey(), worstFrom(entry.getKey(), distance, worst)));
        Double found = worst.get(headEnd);
        return found == null ? links.stream().mapToDouble(delay).sum() : found;
    }

    private double worstFrom(String node, Map<String, Long> distance, Map<String, Double> worst) {
        return links.stream()
                .filter(link -> link.touches(node))
                .filter(link -> distance.getOrDefault(other(link, node), Long.MAX_VALUE)
                        < distance.getOrDefault(node, Long.MAX_VALUE))
                .mapToDouble(link -> delay.applyAsDouble(link) + worst.getOrDefault(other(link, node), 0.0))
                .max()
                .orElse(0);
    }

    private Map<String, Long> distancesTo(String endPoint) {
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

    private static boolean nearer(Map<String, Long> distance, Link link, String from, String to) {
        Long rest = distance.get(to);
        if (rest == null) {
            return false;
        }
        long metric = link.from(from).map(direction -> direction.igpMetric()).orElse(1);
        long whole = rest + Math.max(1, metric);
        if (whole >= distance.getOrDefault(from, Long.MAX_VALUE)) {
            return false;
        }
        distance.put(from, whole);
        return true;
    }

    private static String other(Link link, String node) {
        return link.a().equals(node) ? link.z() : link.a();
    }
}
