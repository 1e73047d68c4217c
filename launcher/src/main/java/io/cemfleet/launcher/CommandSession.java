package io.cemfleet.launcher;

import io.cemfleet.launcher.agents.LaunchTuning;
import io.cemfleet.launcher.agents.LocalFleet;
import io.cemfleet.launcher.agents.LocalPorts;
import io.cemfleet.launcher.agents.StartupProgress;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The common part of commands that start or stop the fleet. */
final class CommandSession {
    private final FleetPaths home;
    private final LocalFleet fleet;
    private final StartupProgress progress;

    CommandSession(FleetPaths home) {
        this.home = home;
        this.fleet = new LocalFleet(home, LocalPorts.of(System.getenv()));
        this.progress = new StartupProgress(System.out, "1".equals(System.getenv("CEM_FLEET_TERMINAL")));
    }

    LocalFleet fleet() {
        return fleet;
    }

    /** Starts the missing parts of the fleet that a record describes. */
    void start(FleetStartRecord record) {
        LocalFleet wanted = record.secure() ? fleet.secured() : fleet;
        wanted.start(record.speed(), record.topology(), progress, tuning(record.fill()));
    }

    private static LaunchTuning tuning(double fill) {
        return fill == 0
                ? LaunchTuning.NONE
                : new LaunchTuning(
                        Map.of(), Map.of("LAB_FILL", Double.toString(fill)), true, LaunchTuning.Compiler.QUICK);
    }

    StartupProgress progress() {
        return progress;
    }

    /**
     * The start record of the fleet in the background, if there is one. The remains of a fleet whose demo or start was
     * killed do not count, and are stopped here.
     */
    Optional<FleetStartRecord> inBackground() {
        var record = FleetStartRecord.load(home);
        if (record.isPresent() && record.get().mode() == FleetStartRecord.Mode.DEMO) {
            if (record.get().launcherAlive()) {
                throw new FleetFailure(
                        "a demo is running here (pid " + record.get().launcherPid() + "); end it first");
            }
            cleanUp();
            return Optional.empty();
        }
        if (record.isEmpty()) {
            cleanUp();
        }
        return record.filter(known -> !fleet.running().isEmpty());
    }

    private void cleanUp() {
        var left = fleet.running();
        if (!left.isEmpty()) {
            progress.line("stopping processes that an earlier run left behind: "
                    + String.join(
                            ", ", left.stream().map(process -> process.part()).toList()));
            fleet.stop();
        }
        FleetStartRecord.forget(home);
    }

    /** The topology file as an absolute path, empty for the default carrier. */
    static Optional<String> topology(CommandOptions options) {
        return options.value("--topology").map(name -> {
            Path file = Path.of(System.getProperty("cem.fleet.directory", ".")).resolve(name);
            if (!Files.isReadable(file)) {
                throw new FleetFailure("cannot read the topology " + file);
            }
            return file.toAbsolutePath().normalize().toString();
        });
    }
}
