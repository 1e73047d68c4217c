package io.cemfleet.launcher.build;

import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A module of the build, and the modules of this project that it depends on.
 *
 * @param directory its directory, named like the module
 * @param uses the modules whose code it runs, itself not among them
 */
record BuildModule(Path directory, List<BuildModule> uses) {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>\\s*([^<\\s]+)\\s*</artifactId>");

    static BuildModule of(Path project, String name) {
        Path directory = project.resolve(name);
        try {
            var uses = new ArrayList<BuildModule>();
            for (String dependency : dependencies(Files.readString(directory.resolve("pom.xml")))) {
                uses.add(of(project, dependency));
            }
            return new BuildModule(directory, uses);
        } catch (IOException e) {
            throw new FleetFailure("cannot read " + directory.resolve("pom.xml") + ": " + e.getMessage(), e);
        }
    }

    static TreeSet<String> dependencies(String pom) {
        var names = new TreeSet<String>();
        DEPENDENCY.matcher(pom).results().map(match -> match.group(1)).forEach(dependency -> {
            boolean ours = dependency.contains("<groupId>io.cemfleet</groupId>");
            if (ours && !dependency.contains("<scope>test</scope>")) {
                ARTIFACT.matcher(dependency).results().forEach(match -> names.add(match.group(1)));
            }
        });
        return names;
    }

    String name() {
        return directory.getFileName().toString();
    }

    /** A hash over the sources of the module's jar, its pom, and the modules that it uses. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path file : sources()) {
                digest.update(directory.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
            for (BuildModule used : uses) {
                digest.update(used.fingerprint().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new FleetFailure("cannot read the sources of " + name() + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every JDK", e);
        }
    }

    /** The time of the last change to a source of this module or of one that it uses. */
    Instant lastChange() {
        Instant latest = Instant.EPOCH;
        try {
            for (Path file : sources()) {
                latest = later(latest, Files.getLastModifiedTime(file).toInstant());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (BuildModule used : uses) {
            latest = later(latest, used.lastChange());
        }
        return latest;
    }

    private List<Path> sources() throws IOException {
        var files = new ArrayList<Path>();
        files.add(directory.resolveSibling("pom.xml"));
        files.add(directory.resolveSibling("application-parent").resolve("pom.xml"));
        files.add(directory.resolve("pom.xml"));
        Path main = directory.resolve("src/main");
        if (Files.isDirectory(main)) {
            try (var paths = Files.walk(main)) {
                paths.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
