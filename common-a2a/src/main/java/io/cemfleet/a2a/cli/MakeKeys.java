package io.cemfleet.a2a.cli;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.KeyDirectories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Creates the Ed25519 keys of a fleet whose agents run in containers: below one directory a directory for each agent,
 * with its own private key and the public keys of all. Existing keys stay, so it may run before every start. Ends with
 * 0, with 1 when the directory cannot be used, with 2 on wrong arguments.
 */
public final class MakeKeys {
    private MakeKeys() {}

    /** @param arguments the directory */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    static int run(List<String> arguments) {
        if (arguments.size() != 1) {
            System.err.println("usage: MakeKeys DIRECTORY");
            return 2;
        }
        List<AgentName> agents = Stream.of(AgentName.values())
                .filter(agent -> agent != AgentName.FLEET_CLI)
                .toList();
        try {
            new KeyDirectories(Path.of(arguments.getFirst())).ensure(agents);
            System.out.println("keys of " + agents.size() + " agents are in " + arguments.getFirst());
            return 0;
        } catch (IOException | IllegalStateException e) {
            System.err.println("cem-fleet: cannot keep the agents' keys: " + e);
            return 1;
        }
    }
}
