package io.cemfleet.bench;

import io.cemfleet.launcher.CommandLine;
import io.cemfleet.launcher.Options;
import io.cemfleet.launcher.home.FleetHome;
import java.util.List;
import java.util.stream.Stream;

/** The main class of {@code ./fleet bench}: measures a fleet of its own. */
public final class BenchCommand {
    private BenchCommand() {}

    public static void main(String[] arguments) {
        CommandLine.execute(arguments, BenchCommand::run);
    }

    private static int run(String command, FleetHome home, Options options) {
        options.only("--only", "--quick").noWords();
        List<Measure> measures = options.value("--only")
                .map(names ->
                        Stream.of(names.split(",")).map(BenchCommand::measure).toList())
                .orElse(List.of(Measure.values()));
        new Bench(home, System.out::println).run(measures, options.has("--quick"));
        return CommandLine.OK;
    }

    private static Measure measure(String name) {
        return Measure.named(name)
                .orElseThrow(() -> new Options.Wrong("--only needs one of " + Measure.names() + ", not " + name));
    }
}
