package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.process.ProcessCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The server process of a data directory, found by its pid file and verified by its command line. */
final class PostmasterProcess {
    private PostmasterProcess() {}

    /**
     * Finds only a live Postgres on exactly this data directory; a pid that now belongs to another program does not
     * count.
     */
    static Optional<ProcessHandle> running(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : running(lines.getFirst().strip(), data);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> running(String pid, Path data) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> isPostgresOn(handle, data));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgresOn(ProcessHandle handle, Path data) {
        var line = ProcessCommandLine.of(handle);
        return !line.isEmpty() && line.getFirst().endsWith("/postgres") && line.contains(data.toString());
    }

    /** Removes the pid file of a server that has ended; Postgres itself would check which process now has the pid. */
    static void forgetDead(Path data) throws IOException {
        if (running(data).isEmpty()) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }
}
