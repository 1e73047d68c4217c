package io.cemfleet.runtime.page;

import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.input.SourceTime;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The position in a list at which its next page begins: the parts of the key of the last returned item. On the wire it
 * is Base64url, opaque to clients, which return it as the parameter {@code cursor}. Every method that reads one throws a
 * {@link ProblemException} with status 422 that names this field, when no page returned such a cursor.
 */
public final class PageCursor {
    private final List<String> key;

    private PageCursor(List<String> key) {
        this.key = key;
    }

    /** The cursor after an item with this key, in its wire form. */
    static String of(List<?> key) {
        String plain = key.stream().map(part -> escaped(part.toString())).collect(Collectors.joining("|"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the wire form.
     *
     * @param cursor null or blank for the first page
     * @param parts how many the list's keys have
     * @return empty for the first page
     */
    public static Optional<PageCursor> read(@Nullable String cursor, int parts) {
        if (cursor == null || cursor.isBlank()) {
            return Optional.empty();
        }
        List<String> key = Arrays.stream(decoded(cursor).split("\\|", -1))
                .map(PageCursor::unescaped)
                .toList();
        if (key.size() != parts || key.stream().anyMatch(part -> SafeText.fault(part) != null)) {
            throw unreadable();
        }
        return Optional.of(new PageCursor(key));
    }

    /** The number below which the page of a list begins that is ordered by one descending number. */
    public static long below(@Nullable String cursor) {
        return read(cursor, 1).map(position -> position.number(0)).orElse(Long.MAX_VALUE);
    }

    /** A part of the key that is a number. */
    public long number(int part) {
        try {
            return Long.parseLong(key.get(part));
        } catch (NumberFormatException e) {
            throw unreadable();
        }
    }

    /** A part of the key that is a time. */
    public Instant time(int part) {
        try {
            Instant at = Instant.parse(key.get(part));
            if (SourceTime.isPlausible(at)) {
                return at;
            }
        } catch (DateTimeException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** A part of the key that is a UUID. */
    public UUID uuid(int part) {
        try {
            return UUID.fromString(key.get(part));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** A part of the key that is text. */
    public String text(int part) {
        return key.get(part);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace("|", "%7C");
    }

    private static String unescaped(String part) {
        return part.replace("%7C", "|").replace("%25", "%");
    }

    private static ProblemException unreadable() {
        return ProblemException.unprocessable(
                "the cursor is not one of this list", List.of(new FieldProblem("cursor", "is not a cursor")));
    }
}
