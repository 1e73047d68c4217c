package io.cemfleet.launcher.process;

import io.cemfleet.launcher.state.FleetPaths;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command of a Java process of this fleet. Options, class path and main class are in an argument file, so that the
 * command line is short enough to be read back, and begins with the fleet's mark.
 */
public record JavaCommand(FleetPaths home, List<String> options, List<Path> classpath, String main) {
    public List<String> command(String part, List<String> arguments) {
        var lines = new ArrayList<>(options);
        lines.add("-cp");
        lines.add(classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        lines.add(main);
        Path file = home.run().resolve(part + ".args");
        try {
            Files.write(file, lines.stream().map(JavaCommand::quoted).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(new ProcessMark(home.state()).arguments(part));
        command.add("@" + file);
        command.addAll(arguments);
        return command;
    }

    /** The Java that runs this program runs the fleet. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
