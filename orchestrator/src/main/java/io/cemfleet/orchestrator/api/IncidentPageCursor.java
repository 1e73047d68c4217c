package io.cemfleet.orchestrator.api;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a page; opaque to the client, which sends it back to get the next one. */
final class IncidentPageCursor {
    private IncidentPageCursor() {}

    static String write(long opened) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(opened).getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable Long read(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(
                    "the cursor cannot be read", List.of(new FieldProblem("cursor", "must be one that was given out")));
        }
    }
}
