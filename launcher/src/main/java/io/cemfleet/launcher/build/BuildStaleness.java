package io.cemfleet.launcher.build;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the applications that have to be built. A stamp beside the jars contains the fingerprint of the sources that a
 * jar was built from, and the jar's size and time, so that a jar that was built by hand does not pass for the stamped
 * one.
 */
public final class BuildStaleness {
    private final FleetPaths home;

    public BuildStaleness(FleetPaths home) {
        this.home = home;
    }

    public List<String> stale(Collection<String> modules) {
        return modules.stream().filter(this::isStale).toList();
    }

    /** Records that the jars were built from the present sources. */
    public void stamp(Collection<String> modules) {
        for (String module : modules) {
            try {
                Files.createDirectories(stampFile(module).getParent());
                Files.writeString(stampFile(module), stampNow(module));
            } catch (IOException e) {
                throw new FleetFailure("cannot stamp the build of " + module + ": " + e.getMessage(), e);
            }
        }
    }

    private boolean isStale(String name) {
        Path jar = jar(name);
        if (!Files.exists(jar) || !ApplicationJar.of(jar).classpath().stream().allMatch(Files::exists)) {
            return true;
        }
        try {
            if (stampNow(name).equals(stamp(name).orElse(""))) {
                return false;
            }
            boolean stampedJar =
                    stamp(name).filter(stamp -> stamp.endsWith(identity(jar))).isPresent();
            boolean newer = Files.getLastModifiedTime(jar)
                    .toInstant()
                    .isAfter(BuildModule.of(home.project(), name).lastChange());
            return stampedJar || !newer;
        } catch (IOException e) {
            return true;
        }
    }

    private String stampNow(String name) {
        return BuildModule.of(home.project(), name).fingerprint() + " " + identity(jar(name));
    }

    private Optional<String> stamp(String name) throws IOException {
        Path file = stampFile(name);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private static String identity(Path jar) {
        try {
            return Files.size(jar) + "@" + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new FleetFailure("cannot read " + jar + ": " + e.getMessage(), e);
        }
    }

    private Path jar(String name) {
        return home.dist().resolve(name + ".jar");
    }

    private Path stampFile(String name) {
        return home.dist().resolve(".stamps").resolve(name);
    }
}
