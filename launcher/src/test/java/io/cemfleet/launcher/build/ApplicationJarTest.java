package io.cemfleet.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.launcher.FleetFixtures;
import io.cemfleet.launcher.state.FleetFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ApplicationJarTest {
    @TempDir
    Path directory;

    @Test
    void theClassPathIsTheJarAndItsLibrariesInOrder() {
        Path jar = FleetFixtures.jar(directory.resolve("app.jar"), "io.example.App", "lib/b.jar lib/a.jar");

        var application = ApplicationJar.of(jar);

        assertThat(application.mainClass()).isEqualTo("io.example.App");
        assertThat(application.classpath())
                .containsExactly(jar, directory.resolve("lib/b.jar"), directory.resolve("lib/a.jar"));
    }

    @Test
    void aBrokenJarIsAReasonAndNoSurprise() throws Exception {
        Path jar = Files.writeString(directory.resolve("app.jar"), "half a jar");

        assertThatThrownBy(() -> ApplicationJar.of(jar)).isInstanceOf(FleetFailure.class);
    }

    @Test
    void anInstalledJarKeepsItsFormerFileForProcessesThatHaveItOpen() throws Exception {
        var home = FleetFixtures.home(directory);
        FleetFixtures.jar(home.dist().resolve("lib/common.jar"), "Common", "");
        FleetFixtures.jar(home.dist().resolve("app.jar"), "One", "lib/common.jar");
        JarInstaller.update(home, List.of("app"));
        try (var open = Files.newInputStream(home.app().resolve("app.jar"))) {
            long size = Files.size(home.app().resolve("app.jar"));

            FleetFixtures.jar(home.dist().resolve("app.jar"), "AnotherWithALongerName", "lib/common.jar");
            JarInstaller.update(home, List.of("app"));

            assertThat(open.readAllBytes()).hasSize((int) size);
        }
        assertThat(ApplicationJar.of(home.app().resolve("app.jar")).mainClass()).isEqualTo("AnotherWithALongerName");
        assertThat(home.app().resolve("lib/common.jar")).exists();
    }
}
