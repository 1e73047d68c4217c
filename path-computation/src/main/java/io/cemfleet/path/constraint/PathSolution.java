package io.cemfleet.path.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a question for a path. */
public sealed interface PathSolution {

    /**
     * There is one.
     *
     * @param held the constraints that it holds, after everything that was given up
     * @param relaxed what was given up, in order
     */
    record Solved(FoundPath path, PathConstraints held, List<RelaxationStep> relaxed) implements PathSolution {}

    /**
     * There is none.
     *
     * @param conflicting the smallest set of constraints that leave no path; empty when the network itself has none
     * @param cheapestRelaxation what would have to be given up beside the links, absent when nothing helps
     */
    record Unsolved(List<ConstraintKind> conflicting, @Nullable String cheapestRelaxation) implements PathSolution {}
}
