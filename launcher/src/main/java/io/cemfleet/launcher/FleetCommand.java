package io.cemfleet.launcher;

import io.cemfleet.launcher.state.FleetPaths;

/**
 * The launcher's main class, run by the script {@code fleet}. Exits with 0 when the command succeeded, else with 1 and
 * one line with the reason on standard error; {@code prepare} ends with 3 when modules have to be built.
 */
public final class FleetCommand {
    private FleetCommand() {}

    public static void main(String[] arguments) {
        CommandLine.execute(arguments, FleetCommand::run);
    }

    private static int run(String command, FleetPaths home, CommandOptions options) {
        return switch (command) {
            case "prepare" -> new PrepareCommand(home).run(options);
            case "up" -> new UpCommand(home, options).run();
            case "demo" -> new DemoCommand(home, options).run();
            case "scenario" -> new ScenarioCommand(home, options).run();
            case "tenant" -> new TenantCommand(home, options).run();
            case "down" -> new DownCommand(home).run(options);
            case "status" -> new StatusCommand(home).run(options);
            default -> throw new CommandOptions.CommandSyntaxException("unknown command " + command);
        };
    }
}
