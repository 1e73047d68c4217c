package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.OriginalPath;
import java.util.List;

/**
 * Where protected traffic goes, and where it came from.
 *
 * @param alternatives other paths that hold the constraints, the next best first
 * @param relaxed what had to be given up for the path, in order
 */
public record Route(
        ComputedPath path, List<ComputedPath> alternatives, OriginalPath originalPath, List<String> relaxed) {

    /** The path for the next attempt after so many failures: each takes another one as long as there are any. */
    public ComputedPath candidate(int failures) {
        return failures == 0 || alternatives.isEmpty()
                ? path
                : alternatives.get(Math.min(failures, alternatives.size()) - 1);
    }

    public boolean hasAnother(int failures) {
        return failures < alternatives.size();
    }

    Route settledOn(ComputedPath chosen) {
        return new Route(chosen, alternatives, originalPath, relaxed);
    }

    Route backTo(OriginalPath original) {
        return new Route(path, alternatives, original, relaxed);
    }
}
