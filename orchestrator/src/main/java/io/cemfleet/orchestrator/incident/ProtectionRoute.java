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
 * @param relaxed the constraints that were given up for the path, in order
 * @param prediction what the planner expects of the path; null for a path it did not predict
 */
public record ProtectionRoute(
        ComputedPath path,
        List<ComputedPath> alternatives,
        OriginalPath originalPath,
        List<String> relaxed,
        @Nullable PlacementPrediction prediction) {

    /** A path of which nothing was predicted. */
    public ProtectionRoute(
            ComputedPath path, List<ComputedPath> alternatives, OriginalPath originalPath, List<String> relaxed) {
        this(path, alternatives, originalPath, relaxed, null);
    }

    public boolean hasAnother() {
        return !alternatives.isEmpty();
    }

    /** The next best path, or the same one where there is no other. */
    public ProtectionRoute next() {
        return alternatives.isEmpty()
                ? this
                : new ProtectionRoute(
                        alternatives.getFirst(),
                        List.copyOf(alternatives.subList(1, alternatives.size())),
                        originalPath,
                        relaxed,
                        null);
    }

    /** Links of the path that the traffic does not cross anyway on its original path, apart from these. */
    public List<String> own(Collection<String> degraded) {
        return path.links().stream()
                .filter(link -> !originalPath.links().contains(link) || degraded.contains(link))
                .toList();
    }

    /** What is left of it without the paths that cross one of these links; empty when each does. */
    public Optional<ProtectionRoute> clearOf(Collection<String> links) {
        List<ComputedPath> clear = Stream.concat(Stream.of(path), alternatives.stream())
                .filter(candidate -> Collections.disjoint(candidate.links(), links))
                .toList();
        if (clear.isEmpty()) {
            return Optional.empty();
        }
        ComputedPath first = clear.getFirst();
        List<ComputedPath> others = clear.subList(1, clear.size());
        return Optional.of(new ProtectionRoute(first, List.copyOf(others), originalPath, relaxed, predictionOf(first)));
    }

    ProtectionRoute backTo(OriginalPath original) {
        return new ProtectionRoute(path, alternatives, original, relaxed, prediction);
    }

    private @Nullable PlacementPrediction predictionOf(ComputedPath chosen) {
        return chosen.equals(path) ? prediction : null;
    }
}
