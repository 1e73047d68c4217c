package io.cemfleet.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Test
    void theCursorReturnsTheKeyOfTheLastItem() {
        // given
        UUID id = UUID.randomUUID();
        // when
        PageCursor read =
                PageCursor.read(PageCursor.of(List.of(AT, id, 17L)), 3).orElseThrow();
        // then
        assertThat(read.time(0)).isEqualTo(AT);
        assertThat(read.uuid(1)).isEqualTo(id);
        assertThat(read.number(2)).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "%7C", "%257C|%", "100 %", "Zürich – Łódź"})
    void aKeyMayContainAnyText(String text) {
        PageCursor read = PageCursor.read(PageCursor.of(List.of(text, text)), 2).orElseThrow();

        assertThat(read.text(0)).isEqualTo(text);
        assertThat(read.text(1)).isEqualTo(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutACursorTheFirstPageIsMeant(@Nullable String cursor) {
        assertThat(PageCursor.read(cursor, 1)).isEmpty();
        assertThat(PageCursor.below(cursor)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "12", "%00", "no base64!", "\0"})
    void aCursorThatNoPageReturnedIsRefused(String cursor) {
        assertRefused(() -> PageCursor.below(cursor));
    }

    @Test
    void aPartThatDoesNotFitIsRefused() {
        assertRefused(() -> PageCursor.read(PageCursor.of(List.of(1, 2)), 3));
        assertRefused(() -> PageCursor.read(encoded("x"), 1).orElseThrow().number(0));
        assertRefused(() -> PageCursor.read(encoded("x"), 1).orElseThrow().uuid(0));
        assertRefused(
                () -> PageCursor.read(encoded("yesterday"), 1).orElseThrow().time(0));
    }

    @Test
    void aTimeOrTextThatNoDatabaseAcceptsIsRefused() {
        assertRefused(() -> PageCursor.read(encoded("+292278994-08-17T07:12:55Z"), 1)
                .orElseThrow()
                .time(0));
        assertRefused(() -> PageCursor.read(encoded("a\0b"), 1));
    }

    @Test
    void onlyAPageThatIsFollowedByAnotherNamesTheNext() {
        // given
        List<Integer> numbers = IntStream.rangeClosed(1, 6).boxed().toList();
        // when
        Page<Integer> followed = Page.of(numbers, 5, List::of);
        Page<Integer> last = Page.of(numbers, 6, List::of);
        // then
        assertThat(followed.items()).containsExactly(1, 2, 3, 4, 5);
        assertThat(PageCursor.below(followed.next())).isEqualTo(5);
        assertThat(last.items()).hasSize(6);
        assertThat(last.next()).isNull();
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                        problem.getStatusCode().value())
                .isEqualTo(422));
    }
}
