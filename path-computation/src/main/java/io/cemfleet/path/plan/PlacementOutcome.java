package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathSolution;
import java.util.List;

/** The outcome of a protection in a plan. */
public sealed interface PlacementOutcome {

    /**
     * The protection has a path.
     *
     * @param alternatives each could be taken instead of the path, with everything else in the plan as it is
     * @param loads the load that is added to each link of the path, Mbit/s
     */
    record Planned(
            PathSolution.Solved solution,
            List<FoundPath> alternatives,
            PlacementPrediction prediction,
            List<Double> loads)
            implements PlacementOutcome {}

    /** The protection is declined and its traffic stays on its present path. */
    record Declined(PathSolution.Unsolved solution, PlacementDecline decline) implements PlacementOutcome {}

    /** The contract's answer: the path, or the reason why there is none. */
    PathSolution solution();
}
