package io.cemfleet.lab.fleet;

import io.cemfleet.lab.fleet.bench.Bench;
import io.cemfleet.lab.fleet.bench.Measure;
import io.cemfleet.lab.fleet.home.FleetHome;
import java.util.List;
import java.util.stream.Stream;

/** Measures a fleet of its own. */
final class BenchCommand {
    private final FleetHome home;
    private final Options options;

    BenchCommand(FleetHome home, Options options) {
        this.home = home;
        this.options = options.only("--only", "--quick").noWords();
    }

    int run() {
        List<Measure> measures = options.value("--only")
                .map(names ->
                        Stream.of(names.split(",")).map(BenchCommand::measure).toList())
                .orElse(List.of(Measure.values()));
        new Bench(home, System.out::println).run(measures, options.has("--quick"));
        return FleetCommand.OK;
    }

    private static Measure measure(String name) {
        return Measure.named(name)
                .orElseThrow(() -> new Options.Wrong("--only needs one of " + Measure.names() + ", not " + name));
    }
}
