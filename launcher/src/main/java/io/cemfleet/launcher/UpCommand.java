package io.cemfleet.launcher;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetLock;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import java.time.Duration;
import java.util.Locale;

/** Starts the fleet in the background, or restarts its missing parts. */
final class UpCommand {
    private final FleetPaths home;
    private final CommandOptions options;

    UpCommand(FleetPaths home, CommandOptions options) {
        this.home = home;
        this.options =
                options.only("--speed", "--topology", "--fill", "--secure").noWords();
    }

    int run() {
        var speed = options.speed();
        var topology = CommandSession.topology(options);
        var fill = options.fill();
        long begin = System.nanoTime();
        try (FleetLock lock = FleetLock.take(home)) {
            var session = new CommandSession(home);
            var present = session.inBackground();
            present.ifPresent(record -> {
                if (speed.isPresent() && speed.get() != record.speed()
                        || topology.isPresent() && !topology.get().equals(record.topology())
                        || fill.isPresent() && fill.get() != record.fill()
                        || options.has("--secure") && !record.secure()) {
                    throw new FleetFailure("the fleet runs with speed " + record.speed() + " on "
                            + (record.topology().isEmpty() ? "the default carrier" : record.topology())
                            + (record.fill() == 0 ? "" : ", filled to " + record.fill())
                            + (record.secure() ? ", secured" : "")
                            + "; ./fleet down first");
                }
            });
            var record = present.orElseGet(() -> FleetStartRecord.byThisProcess(
                    FleetStartRecord.Mode.UP,
                    speed.orElse(1.0),
                    topology.orElse(""),
                    fill.orElse(0.0),
                    options.has("--secure")));
            record.save(home);
            session.start(record);
            session.progress()
                    .line(String.format(
                            Locale.ROOT,
                            "the fleet is up after %.1f s: http://127.0.0.1:8009 (login in .fleet/credentials.env)",
                            Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0));
            return CommandLine.OK;
        }
    }
}
