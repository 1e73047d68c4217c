package io.cemfleet.e2e.harm;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.lab.network.LinkCondition;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.graph.EdgeMeasurements;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.plan.CommittedCapacity;
import io.cemfleet.path.plan.PlacedDemand;
import io.cemfleet.path.plan.PlacementDemand;
import io.cemfleet.path.plan.PlacementOutcome;
import io.cemfleet.path.plan.PlanSolver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fleet's own planner, called as path-computation calls it, with the lab's measurements. */
final class SimulatedPlan {
    private static final int EXTRA_HOPS = 5;
    private static final int SID_DEPTH = 10;
    private static final PathSettings.SearchSettings SEARCH =
            new PathSettings.SearchSettings(PathMetric.DELAY, null, EXTRA_HOPS, 50, SID_DEPTH);
    private static final PathSettings.PlanSettings RULES = new PathSettings.PlanSettings(
            NetworkHarm.THRESHOLD,
            0,
            1_000,
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            Duration.ofSeconds(40),
            Duration.ofSeconds(5));

    private SimulatedPlan() {}

    /** The protections that found a path, with it. */
    static Map<ProtectedFlow, PlacementOutcome.Planned> of(
            SimulatedNetwork simulated, LinkDegradation degradation, List<ProtectedFlow> flows) {
        Map<String, ProtectedFlow> byKey =
                flows.stream().collect(Collectors.toMap(ProtectedFlow::key, Function.identity()));
        List<PlacementDemand> demands =
                flows.stream().map(flow -> demand(flow, degradation)).toList();
        List<PlacedDemand> placed =
                new PlanSolver(SEARCH, RULES).solve(network(simulated), demands, CommittedCapacity.NONE, false);
        return placed.stream()
                .filter(one -> one.outcome() instanceof PlacementOutcome.Planned)
                .collect(Collectors.toMap(
                        one -> byKey.get(one.demand().key()), one -> (PlacementOutcome.Planned) one.outcome()));
    }

    private static PathNetwork network(SimulatedNetwork simulated) {
        NetworkTopology topology = simulated.topology();
        PathGraph graph = PathGraph.of(topology);
        EdgeState state = EdgeState.of(
                graph,
                edge -> {
                    var direction = graph.direction(edge);
                    LinkCondition now = simulated.state().condition(simulated.index(direction));
                    return new EdgeMeasurements(
                            now.delayMs(), now.jitterMs(), now.lossPct(), direction.capacityMbps(), now.utilisation());
                },
                SEARCH.unknownDelayMs());
        return new PathNetwork(graph, EcmpRoutes.over(topology), state);
    }

    private static PlacementDemand demand(ProtectedFlow flow, LinkDegradation degradation) {
        PathConstraints constraints = new PathConstraints(
                new PathConstraints.PathEnds(flow.headEnd(), flow.endPoint()),
                new PathConstraints.Exclusions(Set.copyOf(degradation.links()), Set.of(), Set.of()),
                new PathConstraints.PathLimits(Integer.MAX_VALUE, EXTRA_HOPS, null, null, false, true),
                PathConstraints.AffinityMasks.NONE,
                PathConstraints.DisjointnessConstraint.NONE,
                new PathConstraints.PathObjective(PathMetric.DELAY, TeType.SR_MPLS));
        return new PlacementDemand(
                flow.key(),
                constraints,
                new PlacementDemand.ServicePromise(
                        flow.tier(), flow.limits(), flow.services().size()),
                new PlacementDemand.DemandTraffic(
                        flow.mbps(), null, List.copyOf(flow.currentLinks()), List.copyOf(flow.currentLinks())),
                2);
    }
}
