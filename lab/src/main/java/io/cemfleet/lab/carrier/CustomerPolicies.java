package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.PathFinder;
import io.cemfleet.lab.network.PathMetric;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.ServiceTier;
import io.cemfleet.lab.network.SidList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SR policies that the carrier's customers have before the fleet writes any: one for each head-end, end-point and
 * colour.
 */
final class CustomerPolicies {

    private static final int MAIN = 100;
    private static final int FALLBACK = 50;

    private final LabTopology topology;
    private final PathFinder paths;
    private final Map<String, NamedPolicy> policies = new LinkedHashMap<>();
    private final List<SidList> sidLists = new ArrayList<>();

    CustomerPolicies(LabTopology topology, PathFinder paths) {
        this.topology = topology;
        this.paths = paths;
    }

    static int color(ServiceTier tier) {
        return switch (tier) {
            case PLATINUM -> 100;
            case GOLD -> 200;
            case SILVER -> 300;
            case BRONZE -> 400;
        };
    }

    void add(int from, int to, ServiceTier tier) {
        String headEnd = topology.router(from).id();
        String endPoint = topology.router(to).id();
        int color = color(tier);
        String name = "srte-" + headEnd + "-" + endPoint + "-" + color;
        if (policies.containsKey(name)) {
            return;
        }
        List<CandidatePath> candidates = new ArrayList<>();
        candidates.add(new CandidatePath(MAIN, main(name, from, to, tier)));
        if (tier != ServiceTier.SILVER) {
            candidates.add(new CandidatePath(FALLBACK, new PathSpec.Dynamic(PathMetric.IGP)));
        }
        policies.put(
                name,
                new NamedPolicy(name, List.of(headEnd), endPoint, color, null, candidates, NamedPolicy.Origin.NSO));
    }

    private PathSpec main(String name, int from, int to, ServiceTier tier) {
        return switch (tier) {
            case PLATINUM -> new PathSpec.Dynamic(PathMetric.DELAY);
            case GOLD -> (from + to) % 2 == 0 ? explicit(name, from, to) : new PathSpec.Dynamic(PathMetric.DELAY);
            case SILVER -> new PathSpec.Dynamic(PathMetric.IGP);
            case BRONZE -> new PathSpec.Dynamic(PathMetric.TE);
        };
    }

    private PathSpec explicit(String name, int from, int to) {
        List<Integer> labels = paths.labels(from, to, PathMetric.TE);
        if (labels.isEmpty()) {
            return new PathSpec.Dynamic(PathMetric.DELAY);
        }
        SidList list = new SidList(name + "-list", labels);
        sidLists.add(list);
        return new PathSpec.Explicit(List.of(new PathSpec.WeightedSidList(list.name(), 1)));
    }

    List<NamedPolicy> policies() {
        return List.copyOf(policies.values());
    }

    List<SidList> sidLists() {
        return List.copyOf(sidLists);
    }
}
