package io.cemfleet.path.plan;

import static io.cemfleet.path.PathFixtures.want;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.path.PathFixtures;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Solvers of plans, and views of their results. */
final class PlanFixtures {

    private PlanFixtures() {}

    static PlanSolver solver() {
        return solver(Duration.ofSeconds(5));
    }

    static PlanSolver solver(Duration improveWithin) {
        return solver(improveWithin, 0);
    }

    static PlanSolver solver(Duration improveWithin, double drift) {
        return new PlanSolver(
                new PathSettings.SearchSettings(PathMetric.DELAY, null, 5, 50, 10),
                new PathSettings.PlanSettings(
                        0.8,
                        drift,
                        1000,
                        Duration.ofSeconds(300),
                        Duration.ofDays(1),
                        Duration.ofSeconds(50),
                        improveWithin));
    }

    static PlacedDemand plan(PathNetwork network, PathFixtures.DemandSpec want) {
        return solver().solve(network, List.of(want.demand()), CommittedCapacity.NONE, false)
                .getFirst();
    }

    static @Nullable Double mbps(PathFixtures.DemandSpec want) {
        return planned(plan(PathFixtures.smallNetwork(), want)).prediction().demandMbps();
    }

    static PlacementOutcome.Planned planned(PlacedDemand placed) {
        return (PlacementOutcome.Planned) placed.outcome();
    }

    static PlacementOutcome.Declined declined(PlacedDemand placed) {
        return (PlacementOutcome.Declined) placed.outcome();
    }

    static List<String> links(PlacedDemand placed) {
        return planned(placed).solution().path().computed().links();
    }

    static List<String> placedKeys(List<PlacedDemand> plan) {
        return plan.stream()
                .filter(placed -> placed.outcome() instanceof PlacementOutcome.Planned)
                .map(placed -> placed.demand().key())
                .toList();
    }

    static PathNetwork loaded(Map<String, Double> loads) {
        return PathFixtures.network(
                NetworkFixtures.topology(), d -> PathFixtures.figures(d, loads.getOrDefault(d.linkId(), 0.1)));
    }
}
