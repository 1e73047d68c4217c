package io.cemfleet.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The mark on the command line by which a fleet identifies its processes, also after the launcher was killed. */
public record ProcessMark(Path state) {
    private static final String HOME = "-Dcem.fleet.home=";
    private static final String PART = "-Dcem.fleet.part=";

    public List<String> arguments(String part) {
        return List.of(HOME + state, PART + part);
    }

    /**
     * The part of this fleet that a command line belongs to, if any. Only a Java process with the whole mark counts: a
     * search tool or an editor with the mark among its arguments does not, nor does a fleet of another checkout.
     */
    public Optional<String> partOf(List<String> commandLine) {
        if (commandLine.isEmpty() || !isJava(commandLine.getFirst()) || !commandLine.contains(HOME + state)) {
            return Optional.empty();
        }
        return commandLine.stream()
                .filter(argument -> argument.startsWith(PART))
                .map(argument -> argument.substring(PART.length()))
                .findFirst();
    }

    private static boolean isJava(String program) {
        return program.equals("java") || program.endsWith("/java");
    }
}
