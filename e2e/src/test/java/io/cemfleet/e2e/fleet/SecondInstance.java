package io.cemfleet.e2e.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A second process of an agent on the same database, broker, keys and settings as the launcher's own, with ports and
 * directories of its own. It carries the fleet's mark, so that the fleet's {@code down} stops it too.
 */
public final class SecondInstance implements AutoCloseable {
    private static final int NEXT_PORTS = 100;

    private final FleetProcess part;
    private final Process process;

    private SecondInstance(FleetProcess part, Process process) {
        this.part = part;
        this.process = process;
    }

    /** Starts it beside the running first one; {@link #serves} reports when it is ready. */
    public static SecondInstance beside(FleetProcess part) {
        ProcessHandle first = part.process();
        String name = part.wire() + "-second";
        Path own = FleetProcess.STATE.resolve("work").resolve(name);
        List<String> command = Stream.concat(first.info().command().stream(), FleetProcess.commandLine(first).stream())
                .map(word -> word.equals("-Dcem.fleet.part=" + part.wire()) ? "-Dcem.fleet.part=" + name : word)
                .map(word -> word.startsWith("@") ? "@" + options(Path.of(word.substring(1)), part, own) : word)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name)));
        builder.environment().clear();
        builder.environment().putAll(part.environment());
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT", Integer.toString(part.port() + NEXT_PORTS),
                        "MANAGEMENT_SERVER_PORT", Integer.toString(part.managementPort() + NEXT_PORTS),
                        "CEM_STREAM_INSTANCE_ID", name,
                        "CEM_STATE_DIR", own.resolve("state").toString()));
        try {
            return new SecondInstance(part, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return part.port() + NEXT_PORTS;
    }

    /** Whether it reports that it is up. */
    public boolean serves() {
        return FleetProcess.up(port());
    }

    /** Kills it with SIGKILL, and waits until it has ended. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    /** A copy of the file with the options of Java, with another temporary directory: the first one's goes at its start. */
    private static Path options(Path file, FleetProcess part, Path own) {
        try {
            Path temporary = Files.createDirectories(own.resolve("tmp"));
            String first = FleetProcess.STATE
                    .resolve("work")
                    .resolve(part.wire())
                    .resolve("tmp")
                    .toString();
            return Files.writeString(
                    own.resolve("options.args"), Files.readString(file).replace(first, temporary.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File log(String name) {
        return FleetProcess.STATE.resolve("logs").resolve(name + ".log").toFile();
    }
}
