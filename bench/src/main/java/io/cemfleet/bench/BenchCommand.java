package io.cemfleet.bench;

import io.cemfleet.launcher.CommandLine;
import io.cemfleet.launcher.CommandOptions;
import io.cemfleet.launcher.state.FleetPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main class of {@code ./fleet bench}: measures a separate fleet. */
public final class BenchCommand {
    private BenchCommand() {}

    public static void main(String[] arguments) {
        CommandLine.execute(arguments, BenchCommand::run);
    }

    private static int run(String command, FleetPaths home, CommandOptions options) {
        options.only("--only", "--quick", "--topologies", "--alarms").noWords();
        List<BenchMeasure> measures = options.value("--only")
                .map(names ->
                        Stream.of(names.split(",")).map(BenchCommand::measure).toList())
                .orElse(List.of(BenchMeasure.values()));
        Path topologies = options.value("--topologies").map(Path::of).orElse(null);
        Path alarms = options.value("--alarms").map(Path::of).orElse(null);
        new BenchRun(home, System.out::println).run(measures, options.has("--quick"), topologies, alarms);
        return CommandLine.OK;
    }

    private static BenchMeasure measure(String name) {
        return BenchMeasure.named(name)
                .orElseThrow(() -> new CommandOptions.CommandSyntaxException(
                        "--only needs one of " + BenchMeasure.names() + ", not " + name));
    }
}
