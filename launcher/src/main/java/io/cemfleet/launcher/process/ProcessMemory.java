package io.cemfleet.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Memory of a process, as {@code ps} reports it. */
public final class ProcessMemory {
    private ProcessMemory() {}

    public static Optional<Long> residentMb(ProcessHandle handle) {
        try {
            var process = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(handle.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text) / 1024);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
