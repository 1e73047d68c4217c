package io.cemfleet.path.plan;

import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathNetwork;
import java.util.List;
import org.springframework.stereotype.Component;

/** Computes the plans of incidents, one at a time, and reserves the capacity that they need. */
@Component
public class IncidentPlanner {

    private final CapacityReservations reservations;
    private final DivertedTrafficTracker returning;
    private final PlanSolver solver;

    IncidentPlanner(CapacityReservations reservations, DivertedTrafficTracker returning, PathSettings settings) {
        this.reservations = reservations;
        this.returning = returning;
        this.solver = new PlanSolver(settings.search(), settings.plan());
    }

    /**
     * Places demands and reserves their capacity, in the caller's transaction. A key that is placed again releases its
     * earlier reservation; one that is declined keeps it, since its traffic stays.
     *
     * @param network without reservations; it is not changed
     * @param allowOverload an operator's permission: a path without capacity is better than none
     * @return one for each demand, in the order of placing
     */
    public List<PlacedDemand> place(
            String incidentId, PathNetwork network, List<PlacementDemand> demands, boolean allowOverload) {
        var budget = solver.budget();
        reservations.lock();
        var commitments = new CommittedCapacity(reservations.inForce(), returning.beside(incidentId));
        var placed = solver.solve(network, demands, commitments, budget, allowOverload);
        for (var one : placed) {
            if (one.outcome() instanceof PlacementOutcome.Planned planned) {
                double mbps = solver.size(one.demand());
                reservations.hold(incidentId, one.demand().key(), planned, mbps);
                returning.planned(incidentId, one.demand(), planned, mbps);
            }
        }
        return placed;
    }
}
