package io.cemfleet.e2e.harm;

import java.util.Locale;

/** One row of the table. */
record HarmRow(String name, int routers, int links, double fill, HarmTotals totals, long millis) {
    static final String HEAD =
            """
            | Topology | Routers | Links | Fullest link before | Cases | Protections wanted | Placed | Plain reference | Breaches | Seconds |
            |---|---|---|---|---|---|---|---|---|---|""";

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.0f %% | %d | %d | %d | %d | %d | %.1f |",
                name,
                routers,
                links,
                fill * 100,
                totals.cases(),
                totals.affected(),
                totals.placed(),
                totals.reference(),
                totals.faults().size(),
                millis / 1000.0);
    }
}
