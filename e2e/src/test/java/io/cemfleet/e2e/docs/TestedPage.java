package io.cemfleet.e2e.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of tables and lists under headings: each row has a statement, and names its tests in code marks. */
record TestedPage(Map<String, List<Row>> sections) {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test#\\w+)`");
    private static final Pattern ROW = Pattern.compile("\\| .*|\\s*([-*+]|\\d+\\.) .*");

    /** @param subject the first column */
    record Row(String text, String subject, List<String> tests) {}

    /** @param path from the project's root */
    static TestedPage read(String path) {
        var sections = new LinkedHashMap<String, List<Row>>();
        List<Row> present = new ArrayList<>();
        for (String line : ProjectFiles.text(path).lines().toList()) {
            if (line.startsWith("## ")) {
                present = new ArrayList<>();
                sections.put(line.substring(3), present);
            } else if (line.startsWith("| ---")) {
                present.removeLast();
            } else if (ROW.matcher(line).matches()) {
                present.add(row(line));
            }
        }
        return new TestedPage(sections);
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

    List<String> testsThatDoNotExist() {
        var tests = ProjectFiles.testMethods();
        return tests().stream().filter(test -> !tests.contains(test)).toList();
    }

    List<String> rowsWithoutATest() {
        return rows().filter(row -> row.tests().isEmpty()).map(Row::text).toList();
    }

    private static Row row(String line) {
        String subject = line.startsWith("| ") ? line.split("\\|")[1] : line;
        return new Row(
                line,
                subject.replace("`", "").strip(),
                ProjectFiles.found(TEST, line).toList());
    }
}
