package io.cemfleet.path.plan;

import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathNetwork;
import java.util.Comparator;
import java.util.List;

/**
 * Places protections one after the other, the highest tier first, within it the most services per Mbit/s; each reserves
 * from the capacity that is left. A path is taken only if every link direction that it loads stays at or below the
 * threshold, and if its service is predicted to be within its SLA or better off than now. Where one does not fit,
 * another may be placed again to free capacity, if it is served as well as before. Uses no store.
 */
public final class PlanSolver {

    private final PathSettings.SearchSettings search;
    private final PathSettings.PlanSettings rules;

    public PlanSolver(PathSettings.SearchSettings search, PathSettings.PlanSettings rules) {
        this.search = search;
        this.rules = rules;
    }

    /**
     * Places what can be placed within the time that the rules allow. Protections for which no time is left, those of
     * the lowest tiers, are declined.
     *
     * @param network without reservations; it is not changed
     * @param commitments capacity that is not free; reservations of the demands' own keys are released as they are
     *     placed
     * @param allowOverload whether a path without capacity is better than none
     * @return one for each demand, in the order of placing
     */
    public List<PlacedDemand> solve(
            PathNetwork network, List<PlacementDemand> demands, CommittedCapacity commitments, boolean allowOverload) {
        return solve(network, demands, commitments, budget(), allowOverload);
    }

    /** Places within a budget that began when the plan was requested. */
    List<PlacedDemand> solve(
            PathNetwork network,
            List<PlacementDemand> demands,
            CommittedCapacity commitments,
            PlanBudget budget,
            boolean allowOverload) {
        var draft = new PlanDraft(network, rules.threshold() - rules.drift(), commitments);
        var paths = new PlanSearch(search.unknownMsd(), budget);
        var jobs = demands.stream()
                .sorted(order())
                .map(demand -> new PlacementJob(network, draft, demand, paths, size(demand)))
                .toList();
        jobs.forEach(job -> job.place(allowOverload));
        new PlanImprovement(draft, jobs, budget, rules.improveWithin()).run();
        var declines = new DeclineReasons(draft, jobs, budget);
        return jobs.stream().map(job -> job.result(rules.threshold(), declines)).toList();
    }

    /** The budget of a plan that begins now. */
    PlanBudget budget() {
        return PlanBudget.within(rules.within());
    }

    /** The bandwidth that is placed for a demand, Mbit/s. */
    double size(PlacementDemand demand) {
        return demand.traffic().size(rules.assumedDemandMbps());
    }

    private Comparator<PlacementDemand> order() {
        return Comparator.<PlacementDemand>comparingInt(
                        demand -> demand.promise().tier().effective().ordinal())
                .thenComparing(Comparator.comparingDouble(this::servicesPerMbps).reversed())
                .thenComparing(PlacementDemand::key);
    }

    private double servicesPerMbps(PlacementDemand demand) {
        return Math.max(1, demand.promise().services()) / Math.max(1e-3, size(demand));
    }
}
