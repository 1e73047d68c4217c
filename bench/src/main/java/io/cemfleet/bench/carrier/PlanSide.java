package io.cemfleet.bench.carrier;

import io.cemfleet.a2a.contract.PathMetric;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathConstraints.AffinityMasks;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import io.cemfleet.path.constraint.PathConstraints.Exclusions;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathConstraints.PathLimits;
import io.cemfleet.path.constraint.PathConstraints.PathObjective;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.PathSolution;
import io.cemfleet.path.graph.EdgeMeasurements;
import io.cemfleet.path.graph.EdgeState;
import io.cemfleet.path.graph.HopDiameter;
import io.cemfleet.path.graph.PathBounds;
import io.cemfleet.path.graph.PathGraph;
import io.cemfleet.path.graph.PathSearch;
import io.cemfleet.path.graph.SearchMask;
import io.cemfleet.path.plan.CommittedCapacity;
import io.cemfleet.path.plan.PlacedDemand;
import io.cemfleet.path.plan.PlacementDemand;
import io.cemfleet.path.plan.PlacementDemand.DemandTraffic;
import io.cemfleet.path.plan.PlacementDemand.ServicePromise;
import io.cemfleet.path.plan.PlanSolver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** path-computation's own solver, on a network in which some links are degraded. */
final class PlanSide {
    private static final double LOSS_OF_DEGRADED = 5;
    private static final double LOAD = 0.3;
    private static final double MBPS = 10;
    private static final int ALTERNATIVES = 2;
    private static final SlaLimits LIMITS = new SlaLimits(500, 50, 1);

    private final PathNetwork network;
    private final int maxHops;
    private final Set<String> degraded;
    private final SearchMask mask;
    private final PlanSolver solver;

    PlanSide(NetworkTopology topology, Set<String> degraded) {
        this.degraded = degraded;
        var settings =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("cem.path", PathSettings.class);
        solver = new PlanSolver(settings.search(), settings.plan());
        network = network(topology, degraded);
        maxHops = HopDiameter.of(network.graph()) + settings.search().extraHops();
        mask = SearchMask.none(network.graph());
        for (String link : degraded) {
            for (int edge : network.graph().index().ofLink(link)) {
                mask.closeEdge(edge);
            }
        }
    }

    /** A network as the agent keeps it between requests. */
    static PathNetwork network(NetworkTopology topology, Set<String> degraded) {
        var graph = PathGraph.of(topology);
        var state = EdgeState.of(
                graph,
                edge -> new EdgeMeasurements(
                        graph.direction(edge).delayMs(),
                        0.1,
                        degraded.contains(graph.direction(edge).linkId()) ? LOSS_OF_DEGRADED : 0.0,
                        graph.direction(edge).capacityMbps(),
                        LOAD),
                50);
        return new PathNetwork(graph, EcmpRoutes.over(topology), state);
    }

    /**
     * A service to be protected.
     *
     * @param links that its traffic crosses now
     */
    PlacementDemand demand(String service, String headEnd, String endPoint, List<String> links) {
        return new PlacementDemand(
                service,
                new PathConstraints(
                        new PathEnds(headEnd, endPoint),
                        new Exclusions(degraded, Set.of(), Set.of()),
                        new PathLimits(maxHops, 5, null, null, false, true),
                        AffinityMasks.NONE,
                        DisjointnessConstraint.NONE,
                        new PathObjective(PathMetric.DELAY, TeType.SR_MPLS)),
                new ServicePromise(SlaTier.GOLD, LIMITS, 1),
                new DemandTraffic(MBPS, null, links, links),
                ALTERNATIVES);
    }

    List<PlacedDemand> plan(List<PlacementDemand> demands) {
        return solver.solve(network, demands, CommittedCapacity.NONE, false);
    }

    /** One bare search for each demand under the same mask and bound; the sum of the costs that were found. */
    long searched(List<PlacementDemand> demands) {
        var delays = network.state().delays();
        var search = new PathSearch(network.graph(), delays, delays);
        long sum = 0;
        for (PlacementDemand demand : demands) {
            var ends = demand.constraints().ends();
            sum += search.cheapest(
                            network.graph().node(ends.source()).orElseThrow(),
                            network.graph().node(ends.target()).orElseThrow(),
                            mask,
                            new PathBounds(maxHops, Long.MAX_VALUE))
                    .map(delays::of)
                    .orElseThrow();
        }
        return sum;
    }

    /** The sum of the costs of planned paths. */
    long cost(List<PlacedDemand> plan) {
        return plan.stream()
                .map(placed -> placed.outcome().solution())
                .mapToLong(solution -> solution instanceof PathSolution.Solved solved
                        ? network.state().delays().of(solved.path().edges())
                        : Long.MIN_VALUE)
                .sum();
    }
}
