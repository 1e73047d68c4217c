package io.cemfleet.launcher;

import io.cemfleet.launcher.agents.Roster;
import io.cemfleet.launcher.build.Installation;
import io.cemfleet.launcher.build.Staleness;
import io.cemfleet.launcher.home.FleetHome;
import java.util.ArrayList;

/**
 * Tells which modules have to be built; with {@code --built} notes what was, and puts all jars in place. {@code --also}
 * names a module beside those of the fleet.
 */
final class PrepareCommand {
    private final FleetHome home;

    PrepareCommand(FleetHome home) {
        this.home = home;
    }

    int run(Options options) {
        options.only("--built", "--also");
        var modules = new ArrayList<>(Roster.modules());
        options.value("--also").ifPresent(modules::add);
        var staleness = new Staleness(home);
        if (options.has("--built")) {
            staleness.stamp(options.words());
        }
        var stale = staleness.stale(modules);
        if (!stale.isEmpty()) {
            System.out.println(String.join(" ", stale));
            return CommandLine.BUILD_FIRST;
        }
        staleness.stamp(modules);
        Installation.update(home, modules);
        return CommandLine.OK;
    }
}
