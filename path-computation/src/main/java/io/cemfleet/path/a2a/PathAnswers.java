package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.path.constraint.Constraint;
import io.cemfleet.path.constraint.Relaxation;
import io.cemfleet.path.constraint.Solution;
import io.cemfleet.path.network.NetworkNow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Solutions as the wire has them. */
final class PathAnswers {

    private PathAnswers() {}

    static ComputePath.Result answer(
            Solution solution, List<ComputedPath> alternatives, NetworkNow now, Duration took) {
        return switch (solution) {
            case Solution.Solved solved ->
                result(
                        solved.path().computed(),
                        solved.relaxed().stream().map(Relaxation::wire).toList(),
                        alternatives,
                        null,
                        now,
                        took);
            case Solution.Unsolved unsolved -> unsolved(explanation(unsolved), now, took);
        };
    }

    static ComputePath.Result unsolved(ComputePath.Explanation explanation, NetworkNow now, Duration took) {
        return result(null, List.of(), List.of(), explanation, now, took);
    }

    private static ComputePath.Explanation explanation(Solution.Unsolved unsolved) {
        var conflicting = unsolved.conflicting().isEmpty()
                ? List.of("topology")
                : unsolved.conflicting().stream().map(Constraint::wire).toList();
        return new ComputePath.Explanation(conflicting, unsolved.cheapestRelaxation());
    }

    private static ComputePath.Result result(
            @Nullable ComputedPath path,
            List<String> relaxed,
            List<ComputedPath> alternatives,
            ComputePath.@Nullable Explanation explanation,
            NetworkNow now,
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
