package io.cemfleet.path.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of a path query. */
public sealed interface PathSolution {

    /**
     * There is one.
     *
     * @param held the constraints that it keeps, after relaxation
     * @param relaxed the relaxation steps, in order
     */
    record Solved(FoundPath path, PathConstraints held, List<RelaxationStep> relaxed) implements PathSolution {}

    /**
     * There is none.
     *
     * @param conflicting the smallest set of constraints that leave no path; empty when the network itself has none
     * @param cheapestRelaxation what would have to be relaxed beside the links, absent when nothing helps
     */
    record Unsolved(List<ConstraintKind> conflicting, @Nullable String cheapestRelaxation) implements PathSolution {}
}
