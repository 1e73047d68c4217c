package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.FleetProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A readable table of processes by moments: printed, and written to {@code target/crash-matrix.txt} after each row. */
final class CrashMatrix {
    private final Path file;
    private final List<CrashRow> rows = new ArrayList<>();

    CrashMatrix(Path file) {
        this.file = file;
    }

    void add(CrashRow row) {
        rows.add(row);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Killed with SIGKILL (rows) at a moment (columns), brought back; seconds until it served again.\n");
        text.append("'-': before effect, '+': after it. The last column: what was checked at the incident's end.\n\n");
        line(
                text,
                "process",
                List.of(KillMoment.values()).stream().map(KillMoment::title).toList(),
                "end");
        rows.forEach(row -> line(text, row.process().wire(), cells(row), verdict(row)));
        text.append('\n');
        for (KillMoment moment : KillMoment.values()) {
            text.append(String.format(Locale.ROOT, "%-11s%s%n", moment.title(), moment.situation()));
        }
        rows.forEach(row -> ending(text, row));
        return text.toString();
    }

    private static List<String> cells(CrashRow row) {
        Map<KillMoment, CrashRow.Cell> cells = row.cells();
        List<String> texts = new ArrayList<>();
        for (KillMoment moment : KillMoment.values()) {
            CrashRow.Cell cell = cells.get(moment);
            boolean left = row.troubles().isEmpty() || moment == KillMoment.ALERT && !takesAlerts(row.process());
            String missing = left ? "." : "FAILED";
            texts.add(cell == null ? missing : "ok " + cell.back().toSeconds() + "s");
        }
        return texts;
    }

    /** The processes without which no alert can be accepted. */
    static boolean takesAlerts(FleetProcess part) {
        return part == FleetProcess.KAFKA || part == FleetProcess.EVENT_CORRELATOR;
    }

    private static String verdict(CrashRow row) {
        return row.troubles().isEmpty() ? "ok" : "FAILED";
    }

    private static void line(StringBuilder text, String process, List<String> cells, String end) {
        text.append(String.format(Locale.ROOT, "%-20s", process));
        cells.forEach(cell -> text.append(String.format(Locale.ROOT, "%-11s", cell)));
        text.append(end).append('\n');
    }

    private static void ending(StringBuilder text, CrashRow row) {
        text.append('\n').append(row.process().wire()).append('\n');
        row.checks()
                .forEach(check -> text.append(String.format(
                        Locale.ROOT,
                        "  %-6s %s%s%n",
                        check.ok() ? "ok" : "FAILED",
                        check.name(),
                        check.ok() ? "" : ": " + check.trouble())));
        row.cells()
                .forEach((moment, cell) ->
                        text.append(String.format(Locale.ROOT, "  killed %s: %s%n", moment.title(), cell.status())));
        row.notes().forEach(note -> text.append("  note   ").append(note).append('\n'));
    }
}
