package io.cemfleet.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of any process of this user: from /proc where there is one, else from the JDK. */
public final class ProcessCommandLine {
    private static final Path PROC = Path.of("/proc");

    private ProcessCommandLine() {}

    /** Empty for a process that has ended, or that belongs to another user. */
    public static List<String> of(ProcessHandle handle) {
        Path file = PROC.resolve(Long.toString(handle.pid())).resolve("cmdline");
        try {
            if (Files.isReadable(file)) {
                String raw = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                return raw.isEmpty() ? List.of() : List.of(raw.split("\0"));
            }
        } catch (IOException e) {
            return List.of();
        }
        var line = new ArrayList<String>();
        handle.info().command().ifPresent(line::add);
        Optional<String[]> arguments = handle.info().arguments();
        arguments.ifPresent(values -> line.addAll(List.of(values)));
        return line;
    }
}
