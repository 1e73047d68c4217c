package io.cemfleet.e2e.fleet;

import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.ProcessMark;
import io.cemfleet.launcher.process.ProcessTable;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One fleet for all tests of a run: ten times as fast as in the NOC, with its own state, stopped at the end. */
public final class FleetUnderTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path STATE = PROJECT.resolve("e2e/target/fleet");
    private static final Path COMMANDS = PROJECT.resolve("e2e/target/fleet-commands.log");
    private static final String SPEED = "10";

    /** The speed divides some of these, but a process that was killed, twice on end too, starts no faster for it. */
    private static final Map<String, String> PATIENCE = Map.of(
            "CEM_ORCHESTRATOR_PATIENCE", "5m",
            "CEM_RESTORATION_UNANSWEREDAFTER", "50m",
            "CEM_RESTORATION_TELEMETRYMISSINGAFTER", "50m");

    /** All levels, so that a test sees every line that a ticket leaves. */
    private static final Map<String, String> LOGS = Map.of("LOGGING_LEVEL_IO_CEMFLEET_ENHANCEMENT", "DEBUG");

    private static boolean started;

    private FleetUnderTest() {}

    /** Starts the fleet at the first call; restarts dead parts at any later call. */
    public static synchronized void up() {
        built();
        require(command("up", "--speed", SPEED), "up");
    }

    /**
     * Starts the fleet on another network, in place of one that runs.
     *
     * @param topology a GraphML file
     * @param fill load of the lab's fullest link, above 0 and at most 2
     */
    public static synchronized void upOn(Path topology, double fill) {
        built();
        down();
        String[] words = {"up", "--speed", SPEED, "--topology", topology.toString(), "--fill", Double.toString(fill)};
        require(command(words), "up on " + topology);
    }

    /** Starts a fleet whose Kafka and Postgres take TLS only, in place of one that runs. */
    public static synchronized void upSecured() {
        built();
        down();
        require(command("up", "--speed", SPEED, "--secure"), "up --secure");
    }

    private static void built() {
        if (!started) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> command("down")));
            String[] built = Stream.concat(Stream.of("prepare", "--built"), FleetRoster.modules().stream())
                    .toArray(String[]::new);
            require(command(built), "prepare");
            started = true;
        }
    }

    /** Stops the fleet, and keeps its data. */
    public static void down() {
        require(command("down"), "down");
    }

    /**
     * A scenario of the launcher's.
     *
     * @param code 0 when it met its description
     * @param lines its output
     */
    public record ScenarioResult(int code, String lines) {}

    /** The names of all scenarios. */
    public static List<String> scenarios() {
        ScenarioResult list = run("scenario", "--list");
        require(list.code(), "scenario --list");
        return list.lines().lines().map(line -> line.split(" ", 2)[0]).toList();
    }

    /** Plays a scenario to its end. */
    public static ScenarioResult play(String scenario, String... options) {
        return run(Stream.concat(Stream.of("scenario", scenario), Stream.of(options))
                .toArray(String[]::new));
    }

    /** Adds or lists tenants of the enhancement pipeline. */
    public static ScenarioResult tenant(String... words) {
        ScenarioResult result =
                run(Stream.concat(Stream.of("tenant"), Stream.of(words)).toArray(String[]::new));
        require(result.code(), "tenant");
        return result;
    }

    /** What a part has logged, line by line. */
    public static List<String> log(String part) {
        try {
            return Files.readAllLines(STATE.resolve("logs").resolve(part + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScenarioResult run(String... words) {
        try {
            long before = Files.exists(COMMANDS) ? Files.size(COMMANDS) : 0;
            int code = command(words);
            byte[] all = Files.readAllBytes(COMMANDS);
            return new ScenarioResult(
                    code, new String(all, (int) before, (int) (all.length - before), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a part as a crash would. */
    public static void kill(String part) {
        ProcessHandle process = processes()
                .running(part)
                .orElseThrow(() -> new IllegalStateException(part + " does not run"))
                .handle();
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** The parts of this fleet that run. */
    public static List<String> running() {
        return processes().running().stream().map(OwnProcess::part).toList();
    }

    /** Its directories, with the secrets that it generated. */
    public static FleetPaths home() {
        return FleetPaths.of(PROJECT, STATE);
    }

    /** Where the agents' keys are, the command line's too. */
    public static Path keys() {
        return STATE.resolve("keys");
    }

    /** The fleet's own credentials, as it generated them. */
    public static Map<String, String> credentials() {
        return FleetCredentials.ensure(home()).values();
    }

    /** The launcher's view of this fleet's processes. */
    static ProcessTable processes() {
        return new ProcessTable(new ProcessMark(home().state()));
    }

    private static int command(String... words) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Dlogback.configurationFile=launcher-logback.xml",
                "-Dcem.fleet.project=" + PROJECT,
                "-Dcem.fleet.state=" + STATE,
                "-Dcem.fleet.directory=" + PROJECT,
                "-cp",
                PROJECT.resolve("dist/launcher.jar").toString(),
                "io.cemfleet.launcher.FleetCommand"));
        line.addAll(List.of(words));
        try {
            Files.createDirectories(STATE);
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(COMMANDS.toFile()));
            builder.environment().putAll(PATIENCE);
            builder.environment().putAll(LOGS);
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void require(int code, String command) {
        if (code != 0) {
            throw new IllegalStateException("the fleet's " + command + " ended with " + code + "; see " + COMMANDS);
        }
    }
}
