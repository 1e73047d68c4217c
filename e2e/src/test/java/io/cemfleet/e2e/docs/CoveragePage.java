package io.cemfleet.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/coverage.md}: tables under headings, the subject in the first column, tests in code marks in the last. */
record CoveragePage(Map<String, List<Row>> sections) {
    static final Path PROJECT = project();
    private static final Pattern TEST = Pattern.compile("`(\\w+Test#\\w+)`");

    record Row(String text, String subject, List<String> tests) {}

    static CoveragePage read() {
        var sections = new LinkedHashMap<String, List<Row>>();
        List<Row> present = new ArrayList<>();
        for (String line : text(PROJECT.resolve("docs/coverage.md")).lines().toList()) {
            if (line.startsWith("## ")) {
                present = new ArrayList<>();
                sections.put(line.substring(3), present);
            } else if (line.startsWith("| ") && !line.startsWith("| ---") && !line.endsWith("| Test |")) {
                present.add(row(line));
            }
        }
        return new CoveragePage(sections);
    }

    Stream<Row> rows() {
        return sections.values().stream().flatMap(List::stream);
    }

    Stream<Row> section(String heading) {
        return sections.getOrDefault(heading, List.of()).stream();
    }

    List<String> tests() {
        return rows().flatMap(row -> row.tests().stream()).toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String subject = line.split("\\|")[1].replace("`", "").strip();
        List<String> tests = TEST.matcher(line)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        return new Row(line, subject, tests);
    }

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docs")) ? here : here.resolve("..").normalize();
    }
}
