package io.cemfleet.launcher;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.nio.file.Path;
import java.util.List;

/** Runs the command that a command line names, and turns its failures into one line on standard error and an exit code. */
public final class CommandLine {
    public static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int BUILD_FIRST = 3;

    private CommandLine() {}

    /** The commands of one program. */
    @FunctionalInterface
    public interface CommandRunner {
        /** @return the exit code */
        int run(String command, FleetPaths home, CommandOptions options);
    }

    /** Ends the process: with the command's exit code, 1 after a failure, 2 where the command line is wrong. */
    public static void execute(String[] arguments, CommandRunner commands) {
        System.exit(run(arguments, commands));
    }

    private static int run(String[] arguments, CommandRunner commands) {
        try {
            var home = FleetPaths.of(
                    Path.of(System.getProperty("cem.fleet.project", ".")),
                    Path.of(System.getProperty("cem.fleet.state", ".fleet")));
            String command = arguments.length == 0 ? "" : arguments[0];
            var options =
                    CommandOptions.of(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
            return commands.run(command, home, options);
        } catch (CommandOptions.CommandSyntaxException e) {
            System.err.println("fleet: " + e.getMessage() + "; see ./fleet help");
            return WRONG_USE;
        } catch (FleetFailure e) {
            System.err.println("fleet: " + e.reason());
            return FAILED;
        }
    }
}
