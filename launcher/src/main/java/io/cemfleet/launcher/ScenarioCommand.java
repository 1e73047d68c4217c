package io.cemfleet.launcher;

import io.cemfleet.launcher.scenario.ScenarioAddresses;
import io.cemfleet.launcher.scenario.ScenarioOutcome;
import io.cemfleet.launcher.scenario.ScenarioScript;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import java.time.Instant;
import java.util.Locale;

/** Plays a scenario on a fleet that is up, or lists them. */
final class ScenarioCommand {
    private static final ScenarioAddresses ADDRESSES = new ScenarioAddresses(
            "http://127.0.0.1:8090", "http://127.0.0.1:8009", "http://127.0.0.1:8000", "http://127.0.0.1:8004");

    private final FleetPaths home;
    private final CommandOptions options;

    ScenarioCommand(FleetPaths home, CommandOptions options) {
        this.home = home;
        this.options = options.only("--list", "--seed");
    }

    int run() {
        if (options.has("--list")) {
            options.noWords();
            for (ScenarioScript script : ScenarioScript.values()) {
                System.out.printf(Locale.ROOT, "%-20s %s%n", script.wireName(), script.promise());
            }
            return CommandLine.OK;
        }
        if (options.words().size() != 1) {
            throw new CommandOptions.CommandSyntaxException("which scenario? ./fleet scenario --list names them");
        }
        String name = options.words().getFirst();
        ScenarioScript script = ScenarioScript.named(name)
                .orElseThrow(() -> new CommandOptions.CommandSyntaxException("there is no scenario " + name));
        FleetStartRecord record = FleetStartRecord.load(home)
                .orElseThrow(() -> new FleetFailure("no fleet is up here: ./fleet up first"));
        System.out.println("scenario " + name + ": " + script.promise());
        return switch (script.play(ADDRESSES, FleetCredentials.ensure(home), terms(record), System.out::println)) {
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

    private ScenarioScript.PlayTerms terms(FleetStartRecord record) {
        return new ScenarioScript.PlayTerms(
                record.speed(), options.seed().orElseGet(() -> Instant.now().getEpochSecond()));
    }
}
