package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures the time from the webhook's 202 to the last {@code traffic_steered} of the incident, in series of incidents
 * with about 2, 8 and 48 protections, against a floor that is measured before and after them.
 */
final class ProtectMeasure {
    static final double AIM_P50 = 5;
    static final double AIM_P99 = 20;
    static final double AIM_LARGE_TO_SMALL = 4;
    private static final int WARM_UP = 5;
    /** Incidents on links of several services that come before all others: as a share of the measured ones, and at least. */
    private static final double COMPILING_SHARE = 0.4;

    private static final int COMPILING = 15;

    private final BenchFleet fleet;
    private final Consumer<String> out;
    private final Map<ProtectSize, ProtectSeries> series = new EnumMap<>(ProtectSize.class);

    ProtectMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found, MachineInfo machine, int count) {
        fleet.ensure(FleetProfile.HASTY);
        JsonHttpClient http = fleet.http();
        var terrain = new LinkPicker(http);
        var protections = new ProtectionTracker(http);
        var alarms = new AlarmSender(fleet.credentials());
        Set<String> known = new HashSet<>(protections.seen());
        var compiling = new ProtectSeries(ProtectSize.EIGHT, terrain, protections, alarms, known);
        compiling.run(0, (int) Math.max(COMPILING, COMPILING_SHARE * count));
        compiling.awaitReturn();
        LatencyFloor before = LatencyFloor.measured(machine);
        for (ProtectSize size : ProtectSize.values()) {
            var one = new ProtectSeries(size, terrain, protections, alarms, known);
            series.put(size, one);
            one.run(size.incidents(count), size == ProtectSize.TWO ? WARM_UP : 1);
            one.awaitReturn();
            one.describe(found.putObject("protections_" + size.protections()));
        }
        report(found, before, LatencyFloor.measured(machine));
    }

    private void report(ObjectNode found, LatencyFloor before, LatencyFloor after) {
        before.describe(found.putObject("floor_before"));
        after.describe(found.putObject("floor_after"));
        double floor = (before.ms() + after.ms()) / 2;
        TimingSamples two = of(ProtectSize.TWO).times();
        double growth = of(ProtectSize.FORTY_EIGHT).p50() / two.percentile(50);
        found.put("p50_to_floor", rounded(two.percentile(50) / floor))
                .put("p99_to_floor", rounded(two.percentile(99) / floor))
                .put("aim_p50", AIM_P50)
                .put("aim_p99", AIM_P99)
                .put("large_to_small", rounded(growth))
                .put("aim_large_to_small", AIM_LARGE_TO_SMALL);
        series.forEach((size, one) -> out.accept(String.format(
                Locale.ROOT,
                "   202 to traffic_steered, about %d protections, %d incidents: p50 %.0f ms, p99 %.0f ms%s",
                size.protections(),
                one.times().count(),
                one.p50(),
                one.times().percentile(99),
                one.failures().isEmpty() ? "" : "; not protected: " + one.failures())));
        out.accept(String.format(
                Locale.ROOT,
                "   floor %.0f ms before, %.0f ms after: ratios %.1f and %.1f for 2 protections (aims %.0f and %.0f); 48 against 2: %.1f (aim %.0f)",
                before.ms(),
                after.ms(),
                two.percentile(50) / floor,
                two.percentile(99) / floor,
                AIM_P50,
                AIM_P99,
                growth,
                AIM_LARGE_TO_SMALL));
    }

    private ProtectSeries of(ProtectSize size) {
        return Objects.requireNonNull(series.get(size));
    }
}
