package io.cemfleet.launcher.container;

import io.cemfleet.launcher.agents.Roster;
import io.cemfleet.launcher.home.AgentKeys;
import io.cemfleet.launcher.home.FleetFailure;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes in one directory a folder for each agent, with its own Ed25519 key and everyone's public keys, so that an agent
 * can be given its folder and nothing else. Keys that are there stay; a new agent's public key reaches all.
 */
public final class MakeKeys {
    private MakeKeys() {}

    /** @param arguments the directory */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: MakeKeys DIRECTORY");
            System.exit(2);
        }
        try {
            List<String> agents = Roster.agents();
            AgentKeys.ensureFolders(Path.of(arguments[0]), agents);
            System.out.println("keys of " + agents.size() + " agents are in " + arguments[0]);
        } catch (FleetFailure e) {
            System.err.println("cem-fleet: " + e.reason());
            System.exit(1);
        }
    }
}
