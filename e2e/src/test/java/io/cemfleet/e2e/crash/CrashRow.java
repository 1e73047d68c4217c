package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.FleetProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of one process's incident. */
final class CrashRow {
    private final FleetProcess process;
    private final Map<KillMoment, Cell> cells = new EnumMap<>(KillMoment.class);
    private final List<Check> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    CrashRow(FleetProcess process) {
        this.process = process;
    }

    /**
     * One kill.
     *
     * @param status of the incident when the process was killed
     * @param back how long it took until it served again
     */
    record Cell(String status, Duration back) {}

    /**
     * One check after the end of the incident.
     *
     * @param trouble empty when all is as it should be
     */
    record Check(String name, String trouble) {
        boolean ok() {
            return trouble.isEmpty();
        }
    }

    FleetProcess process() {
        return process;
    }

    void killed(KillMoment moment, String status, Duration back) {
        cells.put(moment, new Cell(status, back));
    }

    void checked(Check check) {
        checks.add(check);
    }

    void note(String text) {
        notes.add(text);
    }

    /** In the order of the moments. */
    Map<KillMoment, Cell> cells() {
        return Collections.unmodifiableMap(cells);
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The problems, one per line. */
    List<String> troubles() {
        return checks.stream()
                .filter(check -> !check.ok())
                .map(check -> process.wire() + ": " + check.name() + ": " + check.trouble())
                .toList();
    }
}
