package io.cemfleet.traffic.demand;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the matrix: the measured load of policies, and for everything else the sold bandwidth. A demand without either
 * is absent and named among the errors; nothing is guessed.
 */
public final class MatrixBuilder {
    private final MeasuredNetwork picture;
    private final DemandRoutes ways;
    private final List<String> errors = new ArrayList<>();
    private final List<RoutedDemand> placed = new ArrayList<>();

    private MatrixBuilder(MeasuredNetwork picture) {
        this.picture = picture;
        this.ways = DemandRoutes.present(picture.topology(), picture.policies());
        errors.addAll(picture.errors());
        errors.addAll(picture.loads().errors());
    }

    /** @param fit whether committed demands are lowered to the measured load of the links */
    public static DemandMatrix build(MeasuredNetwork picture, boolean fit) {
        return new MatrixBuilder(picture).matrix(fit);
    }

    private DemandMatrix matrix(boolean fit) {
        SortedMap<DemandKey, Double> sold = CommittedDemands.of(picture.services(), errors);
        picture.policies().values().stream()
                .filter(policy -> policy.activePath().isPresent())
                .map(SrPolicy::key)
                .forEach(policy -> measured(policy, sold));
        sold.forEach((key, mbps) -> place(key, TrafficDemand.DemandMethod.COMMITTED, mbps));
        DemandFitter fitting = new DemandFitter(placed, picture.loads().links());
        if (fit) {
            fitting.run();
        }
        List<TrafficDemand> demands = placed.stream()
                .map(one -> demand(one, fitting, fit))
                .sorted(Comparator.comparing(TrafficDemand::key))
                .toList();
        return new DemandMatrix(demands, explained(), errors);
    }

    /** The measured load of a policy replaces all bandwidth sold over it. */
    private void measured(PolicyKey policy, SortedMap<DemandKey, Double> sold) {
        DemandKey key = new DemandKey(policy.headEnd(), policy.endPoint(), policy.color());
        Double mbps = picture.loads().policies().get(policy);
        if (mbps != null) {
            sold.remove(key);
            place(key, TrafficDemand.DemandMethod.MEASURED, mbps);
        }
    }

    private void place(DemandKey key, TrafficDemand.DemandMethod method, double mbps) {
        Map<LinkDirection, Double> shares =
                switch (ways.of(key)) {
                    case RouteResult.Routed routed -> routed.shares();
                    case RouteResult.NoRoute(String reason) -> {
                        errors.add("the way of " + key + ": " + reason);
                        yield Map.of();
                    }
                };
        placed.add(new RoutedDemand(key, method, shares, mbps));
    }

    private static TrafficDemand demand(RoutedDemand one, DemandFitter fitting, boolean fit) {
        if (one.measured()) {
            return new TrafficDemand(one.key, one.mbps, 0, TrafficDemand.DemandMethod.MEASURED);
        }
        if (fit && fitting.touched(one)) {
            double error = Math.min(one.ceiling / 2, one.mbps * fitting.misfit(one));
            return new TrafficDemand(one.key, one.mbps, error, TrafficDemand.DemandMethod.FITTED);
        }
        return new TrafficDemand(one.key, one.mbps, one.mbps / 2, TrafficDemand.DemandMethod.COMMITTED);
    }

    private @Nullable Double explained() {
        Map<LinkDirection, Double> links = picture.loads().links();
        if (links.isEmpty()) {
            return null;
        }
        double measured =
                links.values().stream().mapToDouble(Double::doubleValue).sum();
        double said = placed.stream()
                .flatMapToDouble(one -> one.shares.entrySet().stream()
                        .filter(way -> links.containsKey(way.getKey()))
                        .mapToDouble(way -> way.getValue() * one.mbps))
                .sum();
        return measured > 0 ? Double.valueOf(said / measured) : Double.valueOf(said == 0 ? 1 : 0);
    }
}
