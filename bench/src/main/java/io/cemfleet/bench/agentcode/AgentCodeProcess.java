package io.cemfleet.bench.agentcode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of the bench that measures agents' own code: its process has the agents' class path and the bench's, and
 * prints its figures as one line of JSON. It needs no fleet.
 *
 * @param agents whose code is measured
 * @param bench the program that measures it
 * @param log other output of the process
 */
public record AgentCodeProcess(List<ApplicationJar> agents, ApplicationJar bench, Path log) {
    public AgentCodeProcess {
        agents = List.copyOf(agents);
    }

    /**
     * Runs the program to its end.
     *
     * @param options of the JVM
     * @param mainClass name of the program's class
     * @return what it printed last
     * @throws FleetFailure when it failed; the message names the log
     */
    public ObjectNode run(List<String> options, String mainClass, List<String> arguments) {
        return run(options, mainClass, arguments, Map.of());
    }

    /** Does the same, with an environment for the agent's settings. */
    public ObjectNode run(
            List<String> options, String mainClass, List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(JavaCommand.java().toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath(), mainClass));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var output = process.inputReader(StandardCharsets.UTF_8)) {
                List<String> lines = output.lines().toList();
                if (process.waitFor() != 0 || lines.isEmpty()) {
                    throw new FleetFailure("%s could not measure; see %s".formatted(mainClass, log));
                }
                return (ObjectNode) JsonHttpClient.JSON.readTree(lines.getLast());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new FleetFailure("%s could not measure: %s".formatted(mainClass, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private String classpath() {
        return Stream.concat(agents.stream(), Stream.of(bench))
                .flatMap(jar -> jar.classpath().stream())
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
