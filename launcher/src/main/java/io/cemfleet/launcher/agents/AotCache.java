package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.process.JavaCommand;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.process.SpawnedProcess;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The JVM's record of an agent's start (JEP 514), with which the others start in two thirds of the time. It is created
 * once for each set of libraries; without it the agents start slower.
 */
final class AotCache {
    static final String PART = "rehearsal";
    private static final String MAIN = "io.cemfleet.runtime.rehearsal.AotRehearsal";
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Pattern REJECTED = Pattern.compile("\\[(?:warning|error) *]\\[aot] (?!An error has)(.*)");

    private final FleetPaths home;
    private final SharedLibraries libraries;
    private final Path file;

    AotCache(FleetPaths home, SharedLibraries libraries) {
        this.home = home;
        this.libraries = libraries;
        this.file = home.aotCaches().resolve("agents-" + key(libraries) + ".aot");
    }

    boolean present() {
        return Files.exists(file);
    }

    List<String> options() {
        return present() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    /** Creates the cache and removes older ones. Empty when it exists, else the reason why it does not. */
    Optional<String> make(List<String> options, Map<String, String> environment, Set<String> withheld) {
        try {
            forgetOthers();
            Path draft = home.aotCaches().resolve(PART + ".new");
            var noted = new ArrayList<>(options);
            noted.add("-XX:AOTCacheOutput=" + draft);
            var line = new JavaCommand(home, noted, libraries.jars(), MAIN);
            var command = line.command(PART, List.of("--cem.a2a.agent=orchestrator", "--cem.schema=" + PART));
            SpawnedProcess rehearsal = new ProcessSpawner(home).spawn(PART, command, environment, withheld);
            if (!PollingWait.until(LIMIT, LOOK, () -> !rehearsal.alive())) {
                rehearsal.process().stop(Duration.ofSeconds(5));
                return Optional.of("not made within " + LIMIT.toSeconds() + " s");
            }
            if (!Files.exists(draft)) {
                return Optional.of(rehearsal.lastWords());
            }
            writeToDisk(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The reason that a JVM logged for rejecting the cache; the next start then creates a new one. */
    Optional<String> rejectedBy(SpawnedProcess spawned) {
        var said = REJECTED.matcher(spawned.output());
        if (!present() || !said.find()) {
            return Optional.empty();
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FleetFailure("cannot delete " + file + ": " + e.getMessage(), e);
        }
        return Optional.of(said.group(1).strip());
    }

    /** A JVM ends at a cache of full length with a hole in it, which a loss of power would otherwise leave. */
    private static void writeToDisk(Path draft) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void forgetOthers() throws IOException {
        Files.createDirectories(home.aotCaches());
        try (var old = Files.newDirectoryStream(home.aotCaches())) {
            for (Path one : old) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** A JVM accepts a cache only for the same JVM build and for jars with the same path, size and time. */
    private static String key(SharedLibraries libraries) {
        var text = new StringBuilder(Runtime.version().toString());
        for (Path jar : libraries.jars()) {
            try {
                text.append('\n').append(jar).append(' ').append(Files.size(jar));
                text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            } catch (IOException e) {
                throw new FleetFailure("cannot read " + jar + ": " + e.getMessage(), e);
            }
        }
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
