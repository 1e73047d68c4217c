package io.cemfleet.traffic.demand;

import io.cemfleet.cnc.forwarding.RouteResult;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.policy.SrPolicy;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.traffic.network.NetworkPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the matrix: what policies are measured to carry, and for everything else what was sold. A demand that is known
 * from neither is absent and named among the errors; nothing is made up.
 */
public final class MatrixBuilder {
    private final NetworkPicture picture;
    private final Ways ways;
    private final List<String> errors = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    private MatrixBuilder(NetworkPicture picture) {
        this.picture = picture;
        this.ways = Ways.present(picture.topology(), picture.policies());
        errors.addAll(picture.errors());
        errors.addAll(picture.loads().errors());
    }

    /** @param fit whether committed demands are lowered to what the links measure */
    public static DemandMatrix build(NetworkPicture picture, boolean fit) {
        return new MatrixBuilder(picture).matrix(fit);
    }

    private DemandMatrix matrix(boolean fit) {
        SortedMap<DemandKey, Double> sold = Committed.of(picture.services(), errors);
        picture.policies().values().stream()
                .filter(policy -> policy.activePath().isPresent())
                .map(SrPolicy::key)
                .forEach(policy -> measured(policy, sold));
        sold.forEach((key, mbps) -> place(key, Demand.Method.COMMITTED, mbps));
        Fit fitting = new Fit(placed, picture.loads().links());
        if (fit) {
            fitting.run();
        }
        List<Demand> demands = placed.stream()
                .map(one -> demand(one, fitting, fit))
                .sorted(Comparator.comparing(Demand::key))
                .toList();
        return new DemandMatrix(demands, explained(), errors);
    }

    /** What the policy is measured to carry stands for all that was sold over it. */
    private void measured(PolicyKey policy, SortedMap<DemandKey, Double> sold) {
        DemandKey key = new DemandKey(policy.headEnd(), policy.endPoint(), policy.color());
        Double mbps = picture.loads().policies().get(policy);
        if (mbps != null) {
            sold.remove(key);
            place(key, Demand.Method.MEASURED, mbps);
        }
    }

    private void place(DemandKey key, Demand.Method method, double mbps) {
        Map<LinkDirection, Double> shares =
                switch (ways.of(key)) {
                    case RouteResult.Routed routed -> routed.shares();
                    case RouteResult.NoRoute(String reason) -> {
                        errors.add("the way of " + key + ": " + reason);
                        yield Map.of();
                    }
                };
        placed.add(new Placed(key, method, shares, mbps));
    }

    private static Demand demand(Placed one, Fit fitting, boolean fit) {
        if (one.measured()) {
            return new Demand(one.key, one.mbps, 0, Demand.Method.MEASURED);
        }
        if (fit && fitting.touched(one)) {
            double error = Math.min(one.ceiling / 2, one.mbps * fitting.misfit(one));
            return new Demand(one.key, one.mbps, error, Demand.Method.FITTED);
        }
        return new Demand(one.key, one.mbps, one.mbps / 2, Demand.Method.COMMITTED);
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
