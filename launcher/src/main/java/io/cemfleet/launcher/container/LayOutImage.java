package io.cemfleet.launcher.container;

import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.agents.SharedLibraries;
import io.cemfleet.launcher.build.ApplicationJar;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays out the content of each image from a build: {@code agents/} and {@code lab/} below a target directory, each with
 * the jars of its parts, their libraries in {@code lib/}, and a file {@code <part>.run} that has the main class and the
 * class path inside the image, one per line. {@code migrate} runs on the libraries that all agents share. From the
 * launcher, the lab's image gets only the part that the demo of a running fleet needs: the launcher's jar and libraries
 * that the lab also has, without broker and database.
 */
public final class LayOutImage {
    /** The path of a part inside its image. */
    private static final Path INSIDE = Path.of("/app");

    private static final String MIGRATE_ALL = "io.cemfleet.runtime.migration.MigrateAll";

    private final Path dist;
    private final Path target;

    LayOutImage(Path dist, Path target) {
        this.dist = dist.toAbsolutePath().normalize();
        this.target = target;
    }

    /** @param arguments the directory with the jars of a build, and the target directory */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: LayOutImage DIST TARGET");
            System.exit(2);
        }
        try {
            new LayOutImage(Path.of(arguments[0]), Path.of(arguments[1])).run();
        } catch (FleetFailure | IOException e) {
            System.err.println("cem-fleet: " + e);
            System.exit(1);
        }
    }

    void run() throws IOException {
        agents();
        lab();
    }

    private void agents() throws IOException {
        Map<String, ApplicationJar> agents = new LinkedHashMap<>();
        FleetRoster.agents().forEach(name -> agents.put(name, application(name)));
        var shared = SharedLibraries.of(List.copyOf(agents.values()));
        for (var agent : agents.entrySet()) {
            part("agents", agent.getKey(), agent.getValue().mainClass(), shared.first(agent.getValue()));
        }
        part("agents", "migrate", MIGRATE_ALL, shared.jars());
    }

    private void lab() throws IOException {
        ApplicationJar lab = application(FleetRoster.LAB);
        ApplicationJar launcher = application(FleetRoster.LAUNCHER);
        part("lab", FleetRoster.LAB, lab.mainClass(), lab.classpath());
        Set<Path> wanted = lab.classpath().stream().collect(Collectors.toSet());
        wanted.add(launcher.classpath().getFirst());
        List<Path> classpath =
                launcher.classpath().stream().filter(wanted::contains).toList();
        part("lab", FleetRoster.LAUNCHER, launcher.mainClass(), classpath);
    }

    private ApplicationJar application(String part) {
        return ApplicationJar.of(dist.resolve(part + ".jar"));
    }

    private void part(String image, String part, String mainClass, List<Path> classpath) throws IOException {
        Path root = target.resolve(image);
        for (Path jar : classpath) {
            Path copy = root.resolve(dist.relativize(jar));
            Files.createDirectories(copy.getParent());
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        String inside = classpath.stream()
                .map(jar -> INSIDE.resolve(dist.relativize(jar)).toString())
                .collect(Collectors.joining(":"));
        Files.writeString(root.resolve(part + ".run"), mainClass + "\n" + inside + "\n");
    }
}
