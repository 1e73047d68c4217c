package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.state.FleetFailure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of Postgres, unpacked once. They are unpacked into a temporary directory and moved in one step, so that
 * a killed run leaves no partial installation.
 */
final class PostgresBinaries {
    private static final Pattern JAR_VERSION = Pattern.compile("-([0-9.]+)\\.jar!");

    private PostgresBinaries() {}

    /** @return the directory that holds {@code bin}, {@code lib} and {@code share} */
    static Path ensure(Path parent) {
        Path directory = parent.resolve("programs-" + version());
        if (Files.isDirectory(directory)) {
            return directory;
        }
        try {
            Files.createDirectories(parent);
            Path draft = parent.resolve("programs.new");
            DirectoryTrees.delete(draft);
            unpack(draft);
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            return directory;
        } catch (IOException e) {
            throw new FleetFailure("cannot unpack Postgres into " + parent + ": " + e.getMessage(), e);
        }
    }

    /** The hash of the jar with the programs, so that a new version is unpacked beside the old one. */
    private static String version() {
        var resource = PostgresBinaries.class.getResource("/postgres-" + system().toLowerCase(Locale.ROOT) + "-"
                + machine().replace("arm64v8", "arm_64") + ".txz");
        var version = JAR_VERSION.matcher(String.valueOf(resource));
        return version.find() ? version.group(1) : "embedded";
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine());
                var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive reaches outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "Darwin" : "Linux";
    }

    private static String machine() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> architecture;
        };
    }
}
