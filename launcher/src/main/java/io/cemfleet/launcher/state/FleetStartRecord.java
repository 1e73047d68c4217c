package io.cemfleet.launcher.state;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The parameters of the fleet's start, stored while it runs.
 *
 * @param mode the background, or a demo that ends with its launcher
 * @param speed factor by which the agents' durations are divided, at least 1
 * @param topology GraphML file of the lab, empty for the default carrier
 * @param fill load of the lab's fullest link, 0: as the network has it
 * @param secure whether Kafka and Postgres accept only TLS
 * @param launcherPid the process that started it
 * @param launcherStarted that process's start in epoch milliseconds, since pids are used again
 */
public record FleetStartRecord(
        Mode mode, double speed, String topology, double fill, boolean secure, long launcherPid, long launcherStarted) {
    /** {@code UP}: the background; {@code DEMO}: owned by a demo. */
    public enum Mode {
        UP,
        DEMO
    }

    public static FleetStartRecord byThisProcess(
            Mode mode, double speed, String topology, double fill, boolean secure) {
        ProcessHandle self = ProcessHandle.current();
        return new FleetStartRecord(mode, speed, topology, fill, secure, self.pid(), startOf(self));
    }

    /** True while the process that started the fleet still runs. */
    public boolean launcherAlive() {
        return ProcessHandle.of(launcherPid)
                .filter(handle -> handle.isAlive() && startOf(handle) == launcherStarted)
                .isPresent();
    }

    public boolean byMe() {
        return launcherPid == ProcessHandle.current().pid();
    }

    public static Optional<FleetStartRecord> load(FleetPaths home) {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(new FleetStartRecord(
                    Mode.valueOf(values.getProperty("mode")),
                    Double.parseDouble(values.getProperty("speed")),
                    values.getProperty("topology", ""),
                    Double.parseDouble(values.getProperty("fill", "0")),
                    Boolean.parseBoolean(values.getProperty("secure")),
                    Long.parseLong(values.getProperty("launcher_pid")),
                    Long.parseLong(values.getProperty("launcher_started"))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    public void save(FleetPaths home) {
        var values = new Properties();
        values.setProperty("mode", mode.name());
        values.setProperty("speed", Double.toString(speed));
        values.setProperty("topology", topology);
        values.setProperty("fill", Double.toString(fill));
        values.setProperty("secure", Boolean.toString(secure));
        values.setProperty("launcher_pid", Long.toString(launcherPid));
        values.setProperty("launcher_started", Long.toString(launcherStarted));
        var text = new StringWriter();
        try {
            values.store(text, null);
            PrivateFiles.write(file(home), text.toString());
        } catch (IOException e) {
            throw new FleetFailure("cannot keep " + file(home) + ": " + e.getMessage(), e);
        }
    }

    public static void forget(FleetPaths home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new FleetFailure("cannot remove " + file(home) + ": " + e.getMessage(), e);
        }
    }

    private static Path file(FleetPaths home) {
        return home.run().resolve("fleet.properties");
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(-1L);
    }
}
