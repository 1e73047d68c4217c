package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.build.ApplicationJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The libraries that every agent has. They come first on each class path and in the same order, as an AOT cache
 * requires.
 */
public record SharedLibraries(List<Path> jars) {
    /** The common libraries of these class paths, in the order of the first. */
    public static SharedLibraries of(List<ApplicationJar> applications) {
        var shared = new LinkedHashSet<>(applications.getFirst().classpath());
        applications.forEach(application -> shared.retainAll(application.classpath()));
        return new SharedLibraries(List.copyOf(shared));
    }

    /** The class path of an application with the shared libraries in front. */
    public List<Path> first(ApplicationJar application) {
        var ordered = new LinkedHashSet<Path>(jars);
        ordered.retainAll(application.classpath());
        var own = new ArrayList<>(application.classpath());
        own.removeAll(ordered);
        ordered.addAll(own);
        return List.copyOf(ordered);
    }
}
