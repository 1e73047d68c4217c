package io.cemfleet.lab.fleet;

import io.cemfleet.lab.fleet.home.FleetFailure;
import io.cemfleet.lab.fleet.home.FleetHome;
import java.nio.file.Path;
import java.util.List;

/**
 * The launcher's main class, run by the script {@code fleet}. Ends with 0 when the command did what it says, and with 1
 * and one line with the reason on standard error otherwise; {@code prepare} ends with 3 when modules have to be built.
 */
public final class FleetCommand {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int BUILD_FIRST = 3;

    private FleetCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            var home = FleetHome.of(
                    Path.of(System.getProperty("cem.fleet.project", ".")),
                    Path.of(System.getProperty("cem.fleet.state", ".fleet")));
            String command = arguments.length == 0 ? "" : arguments[0];
            var options = Options.of(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
            return switch (command) {
                case "prepare" -> new PrepareCommand(home).run(options);
                case "up" -> new UpCommand(home, options).run();
                case "demo" -> new DemoCommand(home, options).run();
                case "scenario" -> new ScenarioCommand(home, options).run();
                case "tenant" -> new TenantCommand(home, options).run();
                case "bench" -> new BenchCommand(home, options).run();
                case "down" -> new DownCommand(home).run(options);
                case "status" -> new StatusCommand(home).run(options);
                default -> throw new Options.Wrong("unknown command " + command);
            };
        } catch (Options.Wrong e) {
            System.err.println("fleet: " + e.getMessage() + "; ./fleet help tells more");
            return WRONG_USE;
        } catch (FleetFailure e) {
            System.err.println("fleet: " + e.reason());
            return FAILED;
        }
    }
}
