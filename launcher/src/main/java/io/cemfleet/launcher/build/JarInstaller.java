package io.cemfleet.launcher.build;

import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Copies the built jars to the directory from which the fleet runs. It replaces each by a rename, so that a process
 * that has the former jar open keeps it.
 */
public final class JarInstaller {
    private JarInstaller() {}

    public static void update(FleetPaths home, Collection<String> modules) {
        var jars = new LinkedHashSet<Path>();
        for (String module : modules) {
            jars.addAll(ApplicationJar.of(home.dist()
                            .resolve(module + ".jar")
                            .toAbsolutePath()
                            .normalize())
                    .classpath());
        }
        try {
            for (Path jar : jars) {
                install(jar, home.app().resolve(home.dist().relativize(jar).toString()));
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot copy the jars to " + home.app() + ": " + e.getMessage(), e);
        }
    }

    private static void install(Path built, Path installed) throws IOException {
        if (Files.exists(installed)
                && Files.size(installed) == Files.size(built)
                && Files.getLastModifiedTime(installed).equals(Files.getLastModifiedTime(built))) {
            return;
        }
        Files.createDirectories(installed.getParent());
        Path draft = installed.resolveSibling(installed.getFileName() + ".new");
        Files.copy(built, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(draft, installed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
