package io.cemfleet.runtime.page;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cursor of a list that is ordered by descending position. */
public final class PositionCursor {
    private PositionCursor() {}

    /**
     * The position below which a page begins; without a cursor, above all.
     *
     * @throws ProblemException 422 for a cursor that no page returned
     */
    public static long below(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw ProblemException.unprocessable(
                    "the cursor is not one of ours", List.of(new FieldProblem("cursor", "is not a cursor")));
        }
    }
}
