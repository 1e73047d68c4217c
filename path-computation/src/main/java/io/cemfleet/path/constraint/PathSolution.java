package io.cemfleet.path.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a path query. */
public sealed interface PathSolution {

    /**
     * A path was found.
     *
     * @param held the constraints that the path satisfies, after relaxation
     * @param relaxed the relaxation steps, in order
     */
    record Solved(FoundPath path, PathConstraints held, List<RelaxationStep> relaxed) implements PathSolution {}

    /**
     * No path was found.
     *
     * @param conflicting the smallest set of constraints that leave no path; empty when the network itself has none
     * @param cheapestRelaxation what would have to be relaxed besides the links, absent when no relaxation helps
     */
    record Unsolved(List<ConstraintKind> conflicting, @Nullable String cheapestRelaxation) implements PathSolution {}
}
