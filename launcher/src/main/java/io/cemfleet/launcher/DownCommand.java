package io.cemfleet.launcher;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetLock;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.FleetStartRecord;
import java.util.stream.Collectors;

/** Stops the processes of this fleet, and no others; its data stay. */
final class DownCommand {
    private final FleetPaths home;

    DownCommand(FleetPaths home) {
        this.home = home;
    }

    int run(CommandOptions options) {
        options.only().noWords();
        try (FleetLock lock = FleetLock.take(home)) {
            var session = new CommandSession(home);
            FleetStartRecord.load(home)
                    .filter(record -> record.mode() == FleetStartRecord.Mode.DEMO && record.launcherAlive())
                    .ifPresent(record -> {
                        throw new FleetFailure("a demo is running here (pid " + record.launcherPid()
                                + "); end it with Ctrl-C, or with kill " + record.launcherPid());
                    });
            int count = session.fleet().running().size();
            session.fleet().stop();
            FleetStartRecord.forget(home);
            var left = session.fleet().running();
            if (!left.isEmpty()) {
                throw new FleetFailure("still there: "
                        + left.stream()
                                .map(process -> process.part() + " (pid " + process.pid() + ")")
                                .collect(Collectors.joining(", ")));
            }
            System.out.println(count == 0 ? "nothing was running" : "stopped " + count + " processes; the data stay");
            return CommandLine.OK;
        }
    }
}
