package io.cemfleet.runtime.page;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cursor of a list whose items have a position, and whose pages go down by it. */
public final class PositionCursor {
    private PositionCursor() {}

    /**
     * The position below which a page begins; without a cursor, above all.
     *
     * @throws ProblemException 422 for what no page gave out
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
