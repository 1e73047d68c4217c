package io.cemfleet.traffic.a2a;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The end of a page, as the parts of its last item's key; opaque to the client. */
final class ListCursor {
    private ListCursor() {}

    static String of(Object... parts) {
        String plain = Arrays.stream(parts).map(Object::toString).collect(Collectors.joining("|"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws ProblemException 422 when it has another number of parts, or {@code reading} cannot read them
     */
    static <T> T read(String cursor, int count, Function<List<String>, T> reading) {
        try {
            List<String> parts =
                    List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", -1));
            if (parts.size() != count) {
                throw new IllegalArgumentException(parts.size() + " parts");
            }
            return reading.apply(parts);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.unprocessable(
                    "the cursor is not one of this list's", List.of(new FieldProblem("cursor", "cannot be read")));
        }
    }
}
