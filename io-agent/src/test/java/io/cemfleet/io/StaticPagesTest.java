package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What the strict policy and untrusted text ask of the pages. */
class StaticPagesTest {
    private static final Pattern MAKES_MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment|eval\\(|new"
                    + " Function");
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)|javascript:|https?://");

    static Stream<Resource> scripts() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:static/js/*.js"));
    }

    static Stream<Resource> pages() throws IOException {
        return Stream.concat(staticPages(), Stream.of(new ClassPathResource("pages/refused-login.html")));
    }

    private static Stream<Resource> staticPages() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:static/*.html"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void noScriptMakesMarkupOutOfText(Resource script) throws IOException {
        assertThat(script.getContentAsString(StandardCharsets.UTF_8)).doesNotContainPattern(MAKES_MARKUP);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageHasAnythingInlineOrFromElsewhere(Resource page) throws IOException {
        assertThat(page.getContentAsString(StandardCharsets.UTF_8)).doesNotContainPattern(INLINE);
    }

    @Test
    void theNavigationNamesExactlyThePagesOfTheConsole() throws IOException {
        List<String> pages = staticPages()
                .map(Resource::getFilename)
                .filter(name -> !name.equals("login.html"))
                .map(name -> name.equals("index.html") ? "/" : "/" + name)
                .toList();

        String frame = new ClassPathResource("static/js/frame.js").getContentAsString(StandardCharsets.UTF_8);

        assertThat(Pattern.compile("path: '([^']+)'").matcher(frame).results().map(path -> path.group(1)))
                .containsExactlyInAnyOrderElementsOf(pages);
    }
}
