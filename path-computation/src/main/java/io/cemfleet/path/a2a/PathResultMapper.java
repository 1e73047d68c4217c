package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.path.constraint.ConstraintKind;
import io.cemfleet.path.constraint.PathSolution;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.network.DatedNetwork;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps solutions to contract types. */
final class PathResultMapper {

    private PathResultMapper() {}

    static ComputePath.Result answer(
            PathSolution solution, List<ComputedPath> alternatives, DatedNetwork now, Duration took) {
        return switch (solution) {
            case PathSolution.Solved solved ->
                result(
                        solved.path().computed(),
                        solved.relaxed().stream().map(RelaxationStep::wire).toList(),
                        alternatives,
                        null,
                        now,
                        took);
            case PathSolution.Unsolved unsolved -> unsolved(explanation(unsolved), now, took);
        };
    }

    static ComputePath.Result unsolved(ComputePath.Explanation explanation, DatedNetwork now, Duration took) {
        return result(null, List.of(), List.of(), explanation, now, took);
    }

    private static ComputePath.Explanation explanation(PathSolution.Unsolved unsolved) {
        var conflicting = unsolved.conflicting().isEmpty()
                ? List.of("topology")
                : unsolved.conflicting().stream().map(ConstraintKind::wire).toList();
        return new ComputePath.Explanation(conflicting, unsolved.cheapestRelaxation());
    }

    private static ComputePath.Result result(
            @Nullable ComputedPath path,
            List<String> relaxed,
            List<ComputedPath> alternatives,
            ComputePath.@Nullable Explanation explanation,
            DatedNetwork now,
            Duration took) {
        return new ComputePath.Result(
                path != null,
                path,
                relaxed,
                alternatives,
                explanation,
                now.version(),
                now.ageSeconds(),
                took.toNanos() / 1000,
                null);
    }
}
