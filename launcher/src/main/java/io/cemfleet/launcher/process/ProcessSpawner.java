package io.cemfleet.launcher.process;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts processes that outlive the launcher: in their own session, without terminal and pipes, with their output in a
 * log file.
 */
public final class ProcessSpawner {
    private static final long LOG_LIMIT_BYTES = 20_000_000;
    /** Options that a shell has set for other Java programs, and that agents must not inherit. */
    private static final Set<String> NOT_INHERITED = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

    /** One arena of the C library for all threads: each further one keeps memory that nothing uses. */
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    private final FleetPaths home;
    private final Optional<String> setsid;

    public ProcessSpawner(FleetPaths home) {
        this.home = home;
        this.setsid = onPath("setsid");
    }

    /**
     * @param withheld variables of this process that the new one must not see
     * @return the process; its log starts at {@link SpawnedProcess#logOffset()}
     */
    public SpawnedProcess spawn(
            String part, List<String> command, Map<String, String> environment, Set<String> withheld) {
        try {
            Path log = home.log(part);
            rotate(log);
            long offset = Files.exists(log) ? Files.size(log) : 0;
            var line = new ArrayList<String>();
            setsid.ifPresent(line::add);
            line.addAll(command);
            var builder = new ProcessBuilder(line)
                    .directory(home.work(part).toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeAll(NOT_INHERITED);
            builder.environment().keySet().removeAll(withheld);
            builder.environment().putIfAbsent(ARENAS, "1");
            builder.environment().putAll(environment);
            Process process = builder.start();
            Files.writeString(home.run().resolve(part + ".pid"), process.pid() + "\n");
            return new SpawnedProcess(new OwnProcess(part, process.toHandle()), log, offset);
        } catch (IOException e) {
            throw new FleetFailure("cannot start " + part + ": " + e.getMessage(), e);
        }
    }

    /** Removes the pid files, which are only for users; the launcher does not read them. */
    public static void forget(FleetPaths home) {
        try (var files = Files.newDirectoryStream(home.run(), "*.pid")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot tidy " + home.run() + ": " + e.getMessage(), e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A program on the search path, if it exists. */
    public static Optional<String> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        for (String directory : path.split(File.pathSeparator)) {
            Path candidate = Path.of(directory, program);
            if (!directory.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }
}
