package io.cemfleet.restoration.network;

import io.cemfleet.network.topology.Link;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;

/**
 * The worst path through the links of an original path. They may be the branches of equal-cost paths, so that their sum
 * would be a path that no packet takes.
 *
 * @param value of a link for a packet that leaves the given router on it; not a number where it is unknown
 */
record WorstPath(PathBranches branches, ToDoubleBiFunction<Link, String> value) {

    static WorstPath of(List<Link> links, ToDoubleBiFunction<Link, String> value) {
        return new WorstPath(new PathBranches(links), value);
    }

    /** The sum, always coming nearer by the IGP metric; that of all links where they do not lead there. */
    double between(String headEnd, String endPoint) {
        Double found = worst(endPoint).get(headEnd);
        return found == null
                ? branches.links().stream()
                        .mapToDouble(link -> value.applyAsDouble(link, link.a()))
                        .sum()
                : found;
    }

    /** The same; empty where the links do not lead there, or a link of a path there has no known value. */
    OptionalDouble known(String headEnd, String endPoint) {
        Double found = worst(endPoint).get(headEnd);
        return found == null || found.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    private Map<String, Double> worst(String endPoint) {
        Map<String, Long> distance = branches.distancesTo(endPoint);
        Map<String, Double> worst = new HashMap<>();
        distance.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(entry -> worst.put(entry.getKey(), worstFrom(entry.getKey(), distance, worst)));
        return worst;
    }

    private double worstFrom(String node, Map<String, Long> distance, Map<String, Double> worst) {
        return branches.onward(node, distance)
                .mapToDouble(link ->
                        value.applyAsDouble(link, node) + worst.getOrDefault(PathBranches.other(link, node), 0.0))
                .max()
                .orElse(0);
    }
}
