package io.cemfleet.launcher;

import io.cemfleet.launcher.home.Credentials;
import io.cemfleet.launcher.home.FleetFailure;
import io.cemfleet.launcher.home.FleetHome;
import io.cemfleet.launcher.home.FleetRecord;
import io.cemfleet.launcher.scenario.ScenarioAddresses;
import io.cemfleet.launcher.scenario.ScenarioOutcome;
import io.cemfleet.launcher.scenario.Script;
import java.time.Instant;
import java.util.Locale;

/** Plays a scenario on a fleet that is up, or lists them. */
final class ScenarioCommand {
    private static final ScenarioAddresses ADDRESSES = new ScenarioAddresses(
            "http://127.0.0.1:8090", "http://127.0.0.1:8009", "http://127.0.0.1:8000", "http://127.0.0.1:8004");

    private final FleetHome home;
    private final Options options;

    ScenarioCommand(FleetHome home, Options options) {
        this.home = home;
        this.options = options.only("--list", "--seed");
    }

    int run() {
        if (options.has("--list")) {
            options.noWords();
            for (Script script : Script.values()) {
                System.out.printf(Locale.ROOT, "%-20s %s%n", script.wireName(), script.promise());
            }
            return CommandLine.OK;
        }
        if (options.words().size() != 1) {
            throw new Options.Wrong("which scenario? ./fleet scenario --list names them");
        }
        String name = options.words().getFirst();
        Script script = Script.named(name).orElseThrow(() -> new Options.Wrong("there is no scenario " + name));
        FleetRecord record =
                FleetRecord.load(home).orElseThrow(() -> new FleetFailure("no fleet is up here: ./fleet up first"));
        System.out.println("scenario " + name + ": " + script.promise());
        return switch (script.play(ADDRESSES, Credentials.ensure(home), terms(record), System.out::println)) {
            case ScenarioOutcome.Passed passed -> {
                System.out.println("scenario " + name + " passed");
                yield CommandLine.OK;
            }
            case ScenarioOutcome.Failed failed -> {
                System.out.println("scenario " + name + " failed: " + failed.reason());
                yield CommandLine.FAILED;
            }
        };
    }

    private Script.Terms terms(FleetRecord record) {
        return new Script.Terms(
                record.speed(), options.seed().orElseGet(() -> Instant.now().getEpochSecond()));
    }
}
