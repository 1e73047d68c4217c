package io.cemfleet.traffic.demand;

import io.cemfleet.network.topology.LinkDirection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lowers committed demands to the measured load of the links on their routes, less the measured load of policies. Each
 * round multiplies a demand by the ratio of measured load to summed demands on its links; a demand never exceeds the
 * sold bandwidth.
 */
final class DemandFitter {
    private static final int ROUNDS = 40;

    private final Map<LinkDirection, Double> residual = new HashMap<>();
    private final List<RoutedDemand> committed;

    DemandFitter(List<RoutedDemand> placed, Map<LinkDirection, Double> measured) {
        committed = placed.stream().filter(p -> !p.measured()).toList();
        residual.putAll(measured);
        placed.stream()
                .filter(RoutedDemand::measured)
                .forEach(p -> p.shares.forEach((link, share) ->
                        residual.computeIfPresent(link, (same, load) -> Math.max(0, load - share * p.mbps))));
    }

    void run() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<LinkDirection, Double> load = load();
            committed.forEach(p -> p.mbps = Math.min(p.ceiling, p.mbps * ratio(p, load)));
        }
    }

    /** Whether any link on the demand's route is measured. */
    boolean touched(RoutedDemand placed) {
        return placed.shares.keySet().stream().anyMatch(residual::containsKey);
    }

    /** The relative difference between the demands on its links and their measured load; at most 1. */
    double misfit(RoutedDemand placed) {
        Map<LinkDirection, Double> load = load();
        return placed.shares.keySet().stream()
                .filter(residual::containsKey)
                .mapToDouble(link -> {
                    double measured = residual.getOrDefault(link, 0.0);
                    double said = load.getOrDefault(link, 0.0);
                    return Math.abs(measured - said) / Math.max(1e-9, Math.max(measured, said));
                })
                .average()
                .orElse(1);
    }

    private double ratio(RoutedDemand placed, Map<LinkDirection, Double> load) {
        double weight = 0;
        double sum = 0;
        for (Map.Entry<LinkDirection, Double> way : placed.shares.entrySet()) {
            Double measured = residual.get(way.getKey());
            double said = load.getOrDefault(way.getKey(), 0.0);
            if (measured != null && said > 0) {
                weight += way.getValue();
                sum += way.getValue() * measured / said;
            }
        }
        return weight == 0 ? 1 : sum / weight;
    }

    private Map<LinkDirection, Double> load() {
        Map<LinkDirection, Double> load = new HashMap<>();
        committed.forEach(p -> p.shares.forEach((link, share) -> load.merge(link, share * p.mbps, Double::sum)));
        return load;
    }
}
