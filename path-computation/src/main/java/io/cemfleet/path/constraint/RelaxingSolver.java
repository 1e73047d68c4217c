package io.cemfleet.path.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Relaxes constraints step by step until there is a path, then restores every constraint that did not need relaxing.
 * Links to avoid are never relaxed.
 */
public final class RelaxingSolver {

    private final PathFinder finder;

    public RelaxingSolver(PathFinder finder) {
        this.finder = finder;
    }

    /**
     * Solves with at most these steps, taken in order.
     *
     * @throws io.cemfleet.path.graph.SearchLimitExceeded when the search gave up
     */
    public PathSolution solve(PathConstraints constraints, List<RelaxationStep> steps) {
        var found = find(constraints, steps);
        if (found.isPresent()) {
            return found.get();
        }
        var judged = steps.contains(RelaxationStep.BANDWIDTH_UNKNOWN) ? constraints.withUnknownLoad() : constraints;
        return new ConstraintConflict(finder, judged).explain();
    }

    /** Like {@link #solve}, but without an explanation when there is no path. */
    public Optional<PathSolution.Solved> find(PathConstraints constraints, List<RelaxationStep> steps) {
        var relaxed = new ArrayList<RelaxationStep>();
        var best = finder.best(constraints);
        for (var step : steps) {
            if (best.isPresent()) {
                break;
            }
            if (step.concerns(constraints)) {
                relaxed.add(step);
                best = with(constraints, relaxed);
            }
        }
        return best.map(found -> withoutNeedless(constraints, relaxed, found));
    }

    private PathSolution.Solved withoutNeedless(
            PathConstraints constraints, List<RelaxationStep> relaxed, FoundPath found) {
        var needed = new ArrayList<>(relaxed);
        var best = found;
        for (var step : relaxed.subList(0, Math.max(0, relaxed.size() - 1))) {
            var fewer = new ArrayList<>(needed);
            fewer.remove(step);
            var without = with(constraints, fewer);
            if (without.isPresent()) {
                needed.remove(step);
                best = without.get();
            }
        }
        return new PathSolution.Solved(best, relax(constraints, needed), List.copyOf(needed));
    }

    private Optional<FoundPath> with(PathConstraints constraints, List<RelaxationStep> relaxed) {
        return finder.best(relax(constraints, relaxed));
    }

    private static PathConstraints relax(PathConstraints constraints, List<RelaxationStep> relaxed) {
        var result = constraints;
        for (var step : relaxed) {
            result = step.apply(result);
        }
        return result;
    }
}
