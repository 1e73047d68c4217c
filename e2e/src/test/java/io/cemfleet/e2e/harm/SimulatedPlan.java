package io.cemfleet.e2e.harm;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.cnc.forwarding.EcmpRoutes;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.lab.network.LinkCondition;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.Network;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.graph.EdgeFigures;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.plan.Commitments;
import io.cemfleet.path.plan.Demand;
import io.cemfleet.path.plan.Outcome;
import io.cemfleet.path.plan.Placed;
import io.cemfleet.path.plan.PlanSolver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fleet's own planner, asked as path-computation asks it, on what the lab measures. */
final class SimulatedPlan {
    private static final int EXTRA_HOPS = 5;
    private static final int SID_DEPTH = 10;
    private static final PathSettings.Search SEARCH =
            new PathSettings.Search(PathMetric.DELAY, null, EXTRA_HOPS, 50, SID_DEPTH);
    private static final PathSettings.Plan RULES = new PathSettings.Plan(
            Harm.THRESHOLD,
            1_000,
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            Duration.ofSeconds(40),
            Duration.ofSeconds(5));

    private SimulatedPlan() {}

    /** The protections that found a path, with it. */
    static Map<ProtectedFlow, Outcome.Planned> of(
            SimulatedNetwork simulated, Degradation degradation, List<ProtectedFlow> flows) {
        Map<String, ProtectedFlow> byKey =
                flows.stream().collect(Collectors.toMap(ProtectedFlow::key, Function.identity()));
        List<Demand> demands =
                flows.stream().map(flow -> demand(flow, degradation)).toList();
        List<Placed> placed = new PlanSolver(SEARCH, RULES).solve(network(simulated), demands, Commitments.NONE, false);
        return placed.stream()
                .filter(one -> one.outcome() instanceof Outcome.Planned)
                .collect(
                        Collectors.toMap(one -> byKey.get(one.demand().key()), one -> (Outcome.Planned) one.outcome()));
    }

    private static Network network(SimulatedNetwork simulated) {
        NetworkTopology topology = simulated.topology();
        PathGraph graph = PathGraph.of(topology);
        EdgeState state = EdgeState.of(
                graph,
                edge -> {
                    var direction = graph.direction(edge);
                    LinkCondition now = simulated.state().condition(simulated.index(direction));
                    return new EdgeFigures(
                            now.delayMs(), now.jitterMs(), now.lossPct(), direction.capacityMbps(), now.utilisation());
                },
                SEARCH.unknownDelayMs());
        return new Network(graph, EcmpRoutes.over(topology), state);
    }

    private static Demand demand(ProtectedFlow flow, Degradation degradation) {
        PathConstraints constraints = new PathConstraints(
                new PathConstraints.Ends(flow.headEnd(), flow.endPoint()),
                new PathConstraints.Exclusions(Set.copyOf(degradation.links()), Set.of(), Set.of()),
                new PathConstraints.Limits(Integer.MAX_VALUE, EXTRA_HOPS, null, null, false, true),
                PathConstraints.Affinity.NONE,
                PathConstraints.Disjoint.NONE,
                new PathConstraints.Aim(PathMetric.DELAY, TeType.SR_MPLS));
        return new Demand(
                flow.key(),
                constraints,
                new Demand.Promise(flow.tier(), flow.limits(), flow.services().size()),
                new Demand.Traffic(
                        flow.mbps(), null, List.copyOf(flow.currentLinks()), List.copyOf(flow.currentLinks())),
                2);
    }
}
