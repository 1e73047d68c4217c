package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.Solution;
import java.util.List;

/** What a plan says of a protection. */
public sealed interface Outcome {

    /**
     * It has a path.
     *
     * @param alternatives each could be taken instead of the path, with everything else in the plan as it is
     * @param loads what is added to each link of the path, Mbit/s
     */
    record Planned(
            Solution.Solved solution, List<FoundPath> alternatives, PlacementPrediction prediction, List<Double> loads)
            implements Outcome {}

    /** Its traffic stays where it is. */
    record Declined(Solution.Unsolved solution, PlacementDecline decline) implements Outcome {}

    /** The path, or why there is none. */
    Solution solution();
}
