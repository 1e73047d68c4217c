package io.cemfleet.tunnel.a2a;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The position where a list continues: a row's number, opaque to the caller. */
final class TunnelPageCursor {

    private TunnelPageCursor() {}

    static String of(long number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws ProblemException 422 when it is none of ours */
    static @Nullable Long before(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw ProblemException.unprocessable(
                    "the cursor is not one of this list's", List.of(new FieldProblem("cursor", "cannot be read")));
        }
    }
}
