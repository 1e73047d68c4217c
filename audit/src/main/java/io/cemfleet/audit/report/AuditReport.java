package io.cemfleet.audit.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report: figures for the whole period, and rows under one heading.
 *
 * @param totals figures by name, in the order they are shown
 * @param columns of the rows, in order
 */
public record AuditReport(
        String kind,
        ReportPeriod period,
        Map<String, Object> totals,
        List<String> columns,
        List<List<@Nullable Object>> rows) {

    /** As JSON: the totals beside {@code rows}, each row an object without unknown values. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("from", period.from());
        json.put("to", period.to());
        json.putAll(totals);
        if (!columns.isEmpty()) {
            json.put("rows", rows.stream().map(this::named).toList());
        }
        return json;
    }

    /** As CSV (RFC 4180) with a line of names; totals alone are one line each. */
    public String csv() {
        if (columns.isEmpty()) {
            return line(List.of("name", "value"))
                    + totals.entrySet().stream()
                            .map(total -> line(List.of(total.getKey(), total.getValue())))
                            .collect(Collectors.joining());
        }
        return line(columns) + rows.stream().map(AuditReport::line).collect(Collectors.joining());
    }

    private Map<String, Object> named(List<@Nullable Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            if (value != null) {
                named.put(columns.get(i), value);
            }
        }
        return named;
    }

    private static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(AuditReport::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Text that a spreadsheet would run as a formula gets an apostrophe. */
    private static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
