package io.cemfleet.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that names the test of each edge, error and message: it and the code may not part. */
class CoveragePageTest {
    private static final Pattern TASK = Pattern.compile("TaskType\\.of\\(\\s*\"([a-z_]+)\"");

    private final TestedPage page = TestedPage.read("docs/coverage.md");

    @Test
    void everyTestThatThePageNamesExists() {
        assertThat(page.tests()).hasSizeGreaterThan(100);
        assertThat(page.testsThatDoNotExist()).isEmpty();
    }

    @Test
    void everyRowNamesATest() {
        assertThat(page.rowsWithoutATest()).isEmpty();
    }

    @Test
    void everyMessageOfTheContractIsOnThePage() throws IOException {
        try (Stream<Path> contracts =
                Files.list(ProjectFiles.PROJECT.resolve("common-a2a/src/main/java/io/cemfleet/a2a/contract"))) {
            List<String> tasks = contracts
                    .flatMap(file -> ProjectFiles.found(TASK, ProjectFiles.text(file)))
                    .toList();

            assertThat(tasks).hasSizeGreaterThan(30);
            assertThat(page.section("Messages").map(TestedPage.Row::subject))
                    .containsExactlyInAnyOrderElementsOf(tasks);
        }
    }

    @Test
    void everyRowOfTheErrorTableIsOnThePage() {
        assertThat(page.section("Errors").map(TestedPage.Row::subject))
                .contains(
                        "No alternate path",
                        "Tunnel provision failed (3x)",
                        "Flapping link",
                        "Service Impact API failed",
                        "Hold timer expired");
    }
}
