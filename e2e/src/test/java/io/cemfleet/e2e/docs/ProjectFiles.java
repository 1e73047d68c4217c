package io.cemfleet.e2e.docs;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's own files, as the tests of its pages read them. */
final class ProjectFiles {
    static final Path PROJECT = project();
    private static final Pattern TEST_METHOD = Pattern.compile(
            "^ +@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b.*?^ +void (\\w+)\\(",
            Pattern.MULTILINE | Pattern.DOTALL);

    private ProjectFiles() {}

    /** @param path from the project's root */
    static String text(String path) {
        return text(PROJECT.resolve(path));
    }

    /** Every test of every module, as {@code Class#method}. */
    static Set<String> testMethods() {
        return testClasses("")
                .flatMap(file -> found(TEST_METHOD, text(file))
                        .map(method -> file.getFileName().toString().replace(".java", "") + '#' + method))
                .collect(toSet());
    }

    /** The texts of a module's test classes. */
    static List<String> testsOf(String module) {
        return testClasses(module).map(ProjectFiles::text).toList();
    }

    private static Stream<Path> testClasses(String module) {
        try (Stream<Path> classes = Files.find(
                PROJECT.resolve(module),
                20,
                (file, attributes) -> file.toString().contains("/src/test/java/")
                        && file.getFileName().toString().endsWith("Test.java"))) {
            return classes.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pattern's first group, wherever it matches. */
    static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    }
}
