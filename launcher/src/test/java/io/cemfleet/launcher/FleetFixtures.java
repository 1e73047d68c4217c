package io.cemfleet.launcher;

import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Sample checkouts, jars and ports for the launcher's tests. */
public final class FleetFixtures {
    private FleetFixtures() {}

    public static FleetPaths home(Path directory) {
        return FleetPaths.of(directory, directory.resolve(".fleet"));
    }

    /** A checkout with an application {@code app} that uses the library {@code common}. */
    public static FleetPaths checkout(Path directory) {
        write(directory.resolve("pom.xml"), "<project/>");
        write(directory.resolve("application-parent/pom.xml"), "<project/>");
        write(directory.resolve("common/pom.xml"), "<project/>");
        write(directory.resolve("common/src/main/java/Common.java"), "class Common {}");
        write(
                directory.resolve("app/pom.xml"),
                """
                <project><dependencies>
                  <dependency><groupId>io.cemfleet</groupId><artifactId>common</artifactId></dependency>
                  <dependency><groupId>io.cemfleet</groupId><artifactId>other</artifactId><scope>test</scope></dependency>
                  <dependency><groupId>org.example</groupId><artifactId>foreign</artifactId></dependency>
                </dependencies></project>
                """);
        write(directory.resolve("app/src/main/java/App.java"), "class App {}");
        return home(directory);
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path jar(Path file, String mainClass, String classpath) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classpath);
        try {
            Files.createDirectories(file.getParent());
            try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                jar.finish();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
