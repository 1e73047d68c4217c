package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.PathSolution;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The placement of one protection within a plan. */
final class PlacementJob {

    private final PathNetwork bare;
    private final PlanDraft draft;
    private final PlacementDemand demand;
    private final PlanSearch search;
    private final double mbps;
    private final CurrentTraffic current;
    private PlacementSearch.@Nullable RankedPath found;
    private long nanos;

    PlacementJob(PathNetwork bare, PlanDraft draft, PlacementDemand demand, PlanSearch search, double mbps) {
        this.bare = bare;
        this.draft = draft;
        this.demand = demand;
        this.search = search;
        this.mbps = mbps;
        this.current = CurrentTraffic.of(
                bare, demand.constraints().ends(), demand.traffic().currentLinks());
    }

    PlacementDemand demand() {
        return demand;
    }

    double mbps() {
        return mbps;
    }

    CurrentTraffic current() {
        return current;
    }

    Optional<PlacementSearch.RankedPath> found() {
        return Optional.ofNullable(found);
    }

    /** A search on the capacity that the other protections leave. */
    PlacementSearch attempt() {
        var view = draft.viewOf(demand.key(), current, mbps, demand.traffic().measuredMbps() != null);
        return new PlacementSearch(view, search, demand, current, mbps);
    }

    /** Searches a path and reserves its capacity; returns whether there is one. */
    boolean place(boolean allowOverload) {
        long started = System.nanoTime();
        var path = attempt().find(allowOverload);
        path.ifPresent(this::take);
        nanos += System.nanoTime() - started;
        return path.isPresent();
    }

    void take(PlacementSearch.RankedPath path) {
        found = path;
        draft.place(demand.key(), path.loads(mbps));
    }

    void withdraw() {
        found = null;
        draft.withdraw(demand.key());
    }

    /** The result after the last change of the plan. */
    PlacedDemand result(double threshold, DeclineReasons declines) {
        long started = System.nanoTime();
        var taken = found;
        var outcome = taken == null ? declines.of(this) : planned(taken, threshold);
        nanos += System.nanoTime() - started;
        return new PlacedDemand(demand, outcome, Duration.ofNanos(nanos));
    }

    private PlacementOutcome.Planned planned(PlacementSearch.RankedPath taken, double threshold) {
        var attempt = attempt();
        var alternatives = attempt.alternatives(taken, demand.alternatives());
        var room = attempt.view().heldTo(1);
        var solution = taken.solution();
        var loads = taken.loads(mbps);
        return new PlacementOutcome.Planned(
                new PathSolution.Solved(on(room, solution.path()), solution.held(), solution.relaxed()),
                alternatives.stream().map(path -> on(room, path)).toList(),
                prediction(solution.path().edges(), threshold),
                Arrays.stream(solution.path().edges()).mapToObj(loads::get).toList());
    }

    private PlacementPrediction prediction(int[] edges, double threshold) {
        var after = PathQuality.along(bare.state(), edges);
        for (int edge : edges) {
            double expected = draft.expectedUtilisation(edge);
            after = expected > 1 ? after.withLoss(100 * (1 - 1 / expected)) : after;
        }
        var links =
                Arrays.stream(edges).mapToObj(edge -> loaded(edge, threshold)).toList();
        return new PlacementPrediction(current.met().sla(), after.sla(), mbps, links);
    }

    private LoadedLink loaded(int edge, double threshold) {
        var direction = bare.graph().direction(edge);
        double expected = draft.expectedUtilisation(edge);
        return new LoadedLink(
                direction.linkId(),
                direction.from(),
                bare.state().figures(edge).utilisation(),
                Double.isNaN(expected) ? null : (Double) (Math.round(expected * 1e6) / 1e6),
                threshold);
    }

    private static FoundPath on(PathNetwork network, FoundPath path) {
        return new FoundPath(network, path.edges(), path.segments(), path.teType());
    }

    /** The edges of a path that lack capacity for it, with the missing Mbit/s of each; NaN where it is unknown. */
    static Map<Integer, Double> missing(FoundPath path, double mbps) {
        var missing = new HashMap<Integer, Double>();
        var state = path.network().state();
        for (int edge : path.edges()) {
            if (!state.takes(edge, mbps, true)) {
                double room = state.residualMbps(edge);
                missing.put(edge, state.addedMbps(edge, mbps) - (Double.isNaN(room) ? state.emptyMbps(edge) : room));
            }
        }
        return missing;
    }
}
