package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.agents.LaunchTuning;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the time from the start until every agent is UP, without the AOT cache and with it, and then the memory of
 * all processes.
 */
final class StartMeasure {
    static final double AIM_SECONDS = 60;
    /** With shared pages counted once. */
    static final double AIM_GB = 3.0;

    private final BenchFleet fleet;
    private final Consumer<String> out;

    StartMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found) {
        fleet.stop();
        if (!fleet.prepared()) {
            Duration first = fleet.start(FleetProfile.PLAIN, LaunchTuning.NONE);
            out.accept("   not counted: a first start, with a new database and the rehearsal: " + first.toSeconds()
                    + " s");
            found.put("first_seconds", first.toSeconds());
            fleet.stop();
        }
        double without = seconds(fleet.start(
                FleetProfile.PLAIN, new LaunchTuning(Map.of(), Map.of(), false, LaunchTuning.Compiler.QUICK)));
        fleet.stop();
        double with = seconds(fleet.start(FleetProfile.PLAIN, LaunchTuning.NONE));
        ObjectNode parts = found.putObject("resident_mb");
        long resident = 0;
        long proportional = 0;
        for (OwnProcess process : fleet.processes().running()) {
            long mb = tree(process.handle())
                    .mapToLong(handle -> ProcessMemory.residentMb(handle).orElse(0L))
                    .sum();
            parts.put(process.part(), mb);
            resident += mb;
            proportional += tree(process.handle())
                    .mapToLong(handle -> proportionalMb(handle.pid()).orElse(0))
                    .sum();
        }
        found.put("without_cache_seconds", rounded(without))
                .put("with_cache_seconds", rounded(with))
                .put("ratio", rounded(with / without))
                .put("aim_seconds", AIM_SECONDS)
                .put("resident_gb", rounded(resident / 1024.0))
                .put("aim_gb", AIM_GB);
        if (proportional > 0) {
            found.put("proportional_gb", rounded(proportional / 1024.0));
        }
        out.accept(String.format(
                Locale.ROOT,
                "   up after %.1f s with the AOT cache (aim %.0f s), %.1f s without: %.2f",
                with,
                AIM_SECONDS,
                without,
                with / without));
        out.accept(String.format(
                Locale.ROOT,
                "   memory of all processes with shared pages counted once %.2f GB (aim %.1f GB), resident %.2f GB",
                proportional / 1024.0,
                AIM_GB,
                resident / 1024.0));
    }

    /** Adds up the many processes of Postgres. */
    private static Stream<ProcessHandle> tree(ProcessHandle handle) {
        return Stream.concat(Stream.of(handle), handle.descendants());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Divides each shared page by the number of its processes; only Linux reports this. */
    private static OptionalLong proportionalMb(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
