package io.cemfleet.launcher.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of a local fleet.
 *
 * @param project the checkout: sources, {@code dist/}, {@code deploy/}
 * @param state directory of the state between runs, {@code .fleet/} by default; also the mark of its processes
 */
public record FleetPaths(Path project, Path state) {
    public static FleetPaths of(Path project, Path state) {
        try {
            Files.createDirectories(state);
            return new FleetPaths(project.toRealPath(), state.toRealPath());
        } catch (IOException e) {
            throw new FleetFailure("cannot make " + state + ": " + e.getMessage(), e);
        }
    }

    public Path dist() {
        return project.resolve("dist");
    }

    /** The jars that processes run from: a copy, so that a build never replaces a jar of a running process. */
    public Path app() {
        return state.resolve("app");
    }

    public Path aotCaches() {
        return state.resolve("aot");
    }

    public Path keys() {
        return state.resolve("keys");
    }

    /** The certificates of a fleet whose Kafka and Postgres accept only TLS. */
    public Path certificates() {
        return state.resolve("tls");
    }

    public Path postgres() {
        return state.resolve("postgres");
    }

    public Path kafka() {
        return state.resolve("kafka");
    }

    public Path credentials() {
        return state.resolve("credentials.env");
    }

    /** The console's users besides the operator, as {@code ./fleet user} writes them; initially none. */
    public Path users() {
        Path file = state.resolve("users");
        if (!Files.exists(file)) {
            try {
                PrivateFiles.write(file, "# name:role:{id}hash, see ./fleet user add\n");
            } catch (IOException e) {
                throw new FleetFailure("cannot make " + file + ": " + e.getMessage(), e);
            }
        }
        return file;
    }

    public Path databaseSecret() {
        return state.resolve("database.env");
    }

    public Path log(String part) {
        return made(state.resolve("logs")).resolve(part + ".log");
    }

    /** The working directories of all processes. */
    public Path work() {
        return state.resolve("work");
    }

    /** The working directory of one process. */
    public Path work(String part) {
        return made(work().resolve(part));
    }

    public Path run() {
        return made(state.resolve("run"));
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
