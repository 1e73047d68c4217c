package io.cemfleet.lab.fleet;

import io.cemfleet.lab.fleet.agents.Roster;
import io.cemfleet.lab.fleet.build.Installation;
import io.cemfleet.lab.fleet.build.Staleness;
import io.cemfleet.lab.fleet.home.FleetHome;

/** Tells which modules have to be built; with {@code --built} notes what was, and puts all jars in place. */
final class PrepareCommand {
    private final FleetHome home;

    PrepareCommand(FleetHome home) {
        this.home = home;
    }

    int run(Options options) {
        options.only("--built");
        var staleness = new Staleness(home);
        if (options.has("--built")) {
            staleness.stamp(options.words());
        }
        var stale = staleness.stale(Roster.modules());
        if (!stale.isEmpty()) {
            System.out.println(String.join(" ", stale));
            return FleetCommand.BUILD_FIRST;
        }
        staleness.stamp(Roster.modules());
        Installation.update(home, Roster.modules());
        return FleetCommand.OK;
    }
}
