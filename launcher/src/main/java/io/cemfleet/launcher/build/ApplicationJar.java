package io.cemfleet.launcher.build;

import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * How to run a thin jar, by its manifest.
 *
 * @param classpath the jar itself, then its libraries in the manifest's order, as absolute paths
 */
public record ApplicationJar(String mainClass, List<Path> classpath) {
    public ApplicationJar {
        classpath = List.copyOf(classpath);
    }

    public static ApplicationJar of(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var manifest = file.getManifest();
            var attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String mainClass = attributes.getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw new FleetFailure(jar + " names no main class; build it again");
            }
            return new ApplicationJar(mainClass, classpath(jar, attributes.getValue(Attributes.Name.CLASS_PATH)));
        } catch (IOException e) {
            throw new FleetFailure("cannot read " + jar + ": " + e.getMessage(), e);
        }
    }

    /** Entries are separated by spaces, and relative to the jar's directory. */
    private static List<Path> classpath(Path jar, @Nullable String entries) {
        Path absolute = jar.toAbsolutePath().normalize();
        var paths = new ArrayList<Path>();
        paths.add(absolute);
        if (entries != null) {
            for (String entry : entries.split(" +")) {
                if (!entry.isEmpty()) {
                    paths.add(absolute.resolveSibling(entry).normalize());
                }
            }
        }
        return paths;
    }
}
