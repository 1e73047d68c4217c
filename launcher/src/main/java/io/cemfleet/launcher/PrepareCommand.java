package io.cemfleet.launcher;

import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.build.BuildStaleness;
import io.cemfleet.launcher.build.JarInstaller;
import io.cemfleet.launcher.state.FleetPaths;
import java.util.ArrayList;

/**
 * Prints the modules that have to be built; with {@code --built} it records the built ones and installs all jars.
 * {@code --also} names a module beside those of the fleet.
 */
final class PrepareCommand {
    private final FleetPaths home;

    PrepareCommand(FleetPaths home) {
        this.home = home;
    }

    int run(CommandOptions options) {
        options.only("--built", "--also");
        var modules = new ArrayList<>(FleetRoster.modules());
        options.value("--also").ifPresent(modules::add);
        var staleness = new BuildStaleness(home);
        if (options.has("--built")) {
            staleness.stamp(options.words());
        }
        var stale = staleness.stale(modules);
        if (!stale.isEmpty()) {
            System.out.println(String.join(" ", stale));
            return CommandLine.BUILD_FIRST;
        }
        staleness.stamp(modules);
        JarInstaller.update(home, modules);
        return CommandLine.OK;
    }
}
