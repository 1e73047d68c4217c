package io.cemfleet.launcher;

import io.cemfleet.launcher.agents.LocalFleet;
import io.cemfleet.launcher.agents.LocalPorts;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.ProcessMemory;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints one line for each part of the fleet. Ends with 1 unless all are up. */
final class StatusCommand {
    private final FleetPaths home;

    StatusCommand(FleetPaths home) {
        this.home = home;
    }

    int run(CommandOptions options) {
        options.only().noWords();
        var fleet = new LocalFleet(home, LocalPorts.of(System.getenv()));
        Map<String, OwnProcess> running = fleet.running().stream()
                .collect(Collectors.toMap(OwnProcess::part, Function.identity(), (one, other) -> one));
        var states = fleet.parts().keySet().parallelStream()
                .collect(Collectors.toConcurrentMap(Function.identity(), fleet::state));
        System.out.printf("%-20s %6s %8s  %-9s %8s %8s%n", "part", "port", "pid", "state", "since", "memory");
        fleet.parts().forEach((part, port) -> {
            OwnProcess process = running.get(part);
            System.out.printf(
                    "%-20s %6d %8s  %-9s %8s %8s%n",
                    part,
                    port,
                    process == null ? "-" : Long.toString(process.pid()),
                    states.get(part),
                    process == null
                            ? "-"
                            : process.since().map(StatusCommand::age).orElse("-"),
                    memory(process));
        });
        FleetStartRecord.load(home)
                .filter(record -> !running.isEmpty())
                .ifPresent(
                        record -> System.out.printf(Locale.ROOT, "speed %.0f, %s%n", record.speed(), network(record)));
        return states.values().stream().allMatch("UP"::equals) ? CommandLine.OK : CommandLine.FAILED;
    }

    private static String network(FleetStartRecord record) {
        return record.topology().isEmpty() ? "default carrier" : record.topology();
    }

    private static String memory(@Nullable OwnProcess process) {
        return process == null
                ? "-"
                : ProcessMemory.residentMb(process.handle())
                        .map(mb -> mb + " MB")
                        .orElse("-");
    }

    static String age(Instant since) {
        var age = Duration.between(since, Instant.now());
        if (age.toHours() > 0) {
            return age.toHours() + "h" + age.toMinutesPart() + "m";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + "m" + age.toSecondsPart() + "s" : age.toSeconds() + "s";
    }
}
