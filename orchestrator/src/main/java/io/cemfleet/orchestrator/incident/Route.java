package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementPrediction;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where protected traffic goes, and where it came from.
 *
 * @param alternatives other paths that the planner accepted, the next best first
 * @param relaxed what had to be given up for the path, in order
 * @param prediction what the planner expects of the path; null for a path it did not predict
 */
public record Route(
        ComputedPath path,
        List<ComputedPath> alternatives,
        OriginalPath originalPath,
        List<String> relaxed,
        @Nullable PlacementPrediction prediction) {

    /** A path of which nothing was predicted. */
    public Route(ComputedPath path, List<ComputedPath> alternatives, OriginalPath originalPath, List<String> relaxed) {
        this(path, alternatives, originalPath, relaxed, null);
    }

    /** The path for the next attempt after so many failures: each takes another one as long as there are any. */
    public ComputedPath candidate(int failures) {
        return failures == 0 || alternatives.isEmpty()
                ? path
                : alternatives.get(Math.min(failures, alternatives.size()) - 1);
    }

    public boolean hasAnother(int failures) {
        return failures < alternatives.size();
    }

    /** What is left of it without the paths that cross one of these links; empty when each does. */
    public Optional<Route> clearOf(Collection<String> links) {
        List<ComputedPath> clear = Stream.concat(Stream.of(path), alternatives.stream())
                .filter(candidate -> Collections.disjoint(candidate.links(), links))
                .toList();
        if (clear.isEmpty()) {
            return Optional.empty();
        }
        ComputedPath first = clear.getFirst();
        List<ComputedPath> others = clear.subList(1, clear.size());
        return Optional.of(new Route(first, List.copyOf(others), originalPath, relaxed, predictionOf(first)));
    }

    Route settledOn(ComputedPath chosen) {
        return new Route(chosen, alternatives, originalPath, relaxed, predictionOf(chosen));
    }

    Route backTo(OriginalPath original) {
        return new Route(path, alternatives, original, relaxed, prediction);
    }

    private @Nullable PlacementPrediction predictionOf(ComputedPath chosen) {
        return chosen.equals(path) ? prediction : null;
    }
}
