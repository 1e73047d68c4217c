package io.cemfleet.e2e.docs;

import static io.cemfleet.e2e.docs.CoveragePage.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that names the test of each edge, error and message: it and the code may not part. */
class CoverageTest {
    private static final Pattern TASK = Pattern.compile("TaskType\\.of\\(\\s*\"([a-z_]+)\"");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

    private final CoveragePage page = CoveragePage.read();

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        var tests = testMethods();

        assertThat(page.tests()).hasSizeGreaterThan(100);
        assertThat(page.tests().stream().filter(test -> !tests.contains(test))).isEmpty();
    }

    @Test
    void everyRowNamesATest() {
        assertThat(page.rows().filter(row -> row.tests().isEmpty()).map(CoveragePage.Row::text))
                .isEmpty();
    }

    @Test
    void everyMessageOfTheContractIsOnThePage() throws IOException {
        try (Stream<Path> contracts =
                Files.list(PROJECT.resolve("common-a2a/src/main/java/io/cemfleet/a2a/contract"))) {
            List<String> tasks = contracts.flatMap(file -> found(TASK, file)).toList();

            assertThat(tasks).hasSizeGreaterThan(30);
            assertThat(page.section("Messages").map(CoveragePage.Row::subject))
                    .containsExactlyInAnyOrderElementsOf(tasks);
        }
    }

    @Test
    void everyRowOfTheErrorTableIsOnThePage() {
        assertThat(page.section("Errors").map(CoveragePage.Row::subject))
                .contains(
                        "No alternate path",
                        "Tunnel provision failed (3x)",
                        "Flapping link",
                        "Service Impact API failed",
                        "Hold timer expired");
    }

    private static List<String> testMethods() throws IOException {
        try (Stream<Path> sources = Files.find(
                PROJECT,
                20,
                (file, attributes) -> file.toString().contains("/src/test/java/")
                        && file.getFileName().toString().endsWith("Test.java"))) {
            return sources.flatMap(file -> found(METHOD, file)
                            .map(method -> file.getFileName().toString().replace(".java", "") + '#' + method))
                    .toList();
        }
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        return pattern.matcher(CoveragePage.text(file)).results().map((MatchResult match) -> match.group(1));
    }
}
