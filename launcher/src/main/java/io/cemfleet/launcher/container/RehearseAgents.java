package io.cemfleet.launcher.container;

import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.agents.SharedLibraries;
import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.postgres.ScratchDatabase;
import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.state.AgentKeys;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Creates the AOT cache of the agents' image while the image is built: starts the rehearsal on a Postgres of its own,
 * with the image's Java, jars and {@code JAVA_OPTS}. Without a cache the agents start slower, so that a failure is
 * printed and the build continues.
 */
public final class RehearseAgents {
    private static final String MAIN = "io.cemfleet.runtime.rehearsal.AotRehearsal";
    private static final String DATABASE = "rehearsal";
    private static final String AGENT = "orchestrator";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path app;
    private final Path cache;
    private final FleetPaths home;

    private RehearseAgents(Path app, Path cache, FleetPaths home) {
        this.app = app;
        this.cache = cache;
        this.home = home;
    }

    /** @param arguments the checkout, the directory with the agents' jars, and the cache to be written */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 3) {
            System.err.println("usage: RehearseAgents PROJECT APP CACHE");
            System.exit(2);
        }
        try {
            var home = FleetPaths.of(Path.of(arguments[0]), Files.createTempDirectory("rehearsal"));
            new RehearseAgents(Path.of(arguments[1]), Path.of(arguments[2]), home).run();
        } catch (FleetFailure e) {
            System.out.println("the agents' image has no AOT cache: " + e.reason());
        }
    }

    private void run() throws IOException, InterruptedException {
        AgentKeys.ensure(home.keys(), List.of(AGENT));
        var postgres = new PostgresServer(home, unusedPort());
        var passwords = DatabasePasswords.ensure(home);
        postgres.start(passwords);
        try (var scratch = new ScratchDatabase(postgres, passwords, DATABASE)) {
            Process rehearsal = start(
                    postgres.url(scratch.name()) + "&currentSchema=" + DATABASE,
                    passwords.of(PostgresServer.ADMINISTRATOR));
            if (!rehearsal.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                rehearsal.destroyForcibly();
                throw new FleetFailure("not made within " + LIMIT.toSeconds() + " s");
            }
        } finally {
            postgres.stop();
        }
        if (!Files.exists(cache)) {
            throw new FleetFailure("the rehearsal wrote no cache");
        }
        System.out.println("AOT cache of the agents: " + Files.size(cache) / 1_000_000 + " MB");
    }

    private Process start(String url, String password) throws IOException {
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(List.of(System.getenv().getOrDefault("JAVA_OPTS", "").split(" +")));
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=error"));
        command.addAll(List.of("-cp", sharedLibraries(), MAIN));
        command.addAll(List.of("--cem.a2a.agent=" + AGENT, "--cem.schema=" + DATABASE));
        var builder = new ProcessBuilder(command).inheritIO();
        var environment = builder.environment();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SERVER_PORT", "0");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        environment.put("CEM_A2A_KEY_DIRECTORY", home.keys().toString());
        for (String kind : List.of("DATASOURCE", "FLYWAY")) {
            environment.put("SPRING_" + kind + "_URL", url);
            environment.put("SPRING_" + kind + "_PASSWORD", password);
        }
        environment.put("SPRING_DATASOURCE_USERNAME", PostgresServer.ADMINISTRATOR);
        environment.put("SPRING_FLYWAY_USER", PostgresServer.ADMINISTRATOR);
        environment.put("SPRING_FLYWAY_DEFAULT_SCHEMA", DATABASE);
        return builder.start();
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String sharedLibraries() {
        List<ApplicationJar> agents = FleetRoster.agents().stream()
                .map(agent -> ApplicationJar.of(app.resolve(agent + ".jar")))
                .toList();
        return SharedLibraries.of(agents).jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
