package io.cemfleet.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.FleetFixtures;
import io.cemfleet.launcher.state.FleetPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class BuildStalenessTest {
    private static final List<String> APP = List.of("app");

    @TempDir
    Path directory;

    private FleetPaths home;
    private BuildStaleness staleness;

    @BeforeEach
    void aBuiltCheckout() throws Exception {
        home = FleetFixtures.checkout(directory);
        staleness = new BuildStaleness(home);
        build(Instant.now().plusSeconds(10));
        staleness.stamp(APP);
    }

    @Test
    void whatWasBuiltFromTheseSourcesIsFresh() {
        assertThat(staleness.stale(APP)).isEmpty();
    }

    @Test
    void aTouchedFileWithTheSameContentIsNoChange() throws Exception {
        Path source = directory.resolve("app/src/main/java/App.java");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(staleness.stale(APP)).isEmpty();
    }

    @Test
    void aChangedSourceMakesItStale() {
        FleetFixtures.write(directory.resolve("app/src/main/java/App.java"), "class App { int x; }");

        assertThat(staleness.stale(APP)).containsExactly("app");
    }

    @Test
    void aRemovedSourceMakesItStale() throws Exception {
        Files.delete(directory.resolve("app/src/main/java/App.java"));

        assertThat(staleness.stale(APP)).containsExactly("app");
    }

    @Test
    void aChangedLibraryMakesItsDependantsStale() {
        FleetFixtures.write(directory.resolve("common/src/main/java/Common.java"), "class Common { int x; }");

        assertThat(staleness.stale(APP)).containsExactly("app");
    }

    @Test
    void aJarBuiltByHandAfterAChangeIsFresh() throws Exception {
        FleetFixtures.write(directory.resolve("app/src/main/java/App.java"), "class App { int x; }");
        build(Instant.now().plusSeconds(30));

        assertThat(staleness.stale(APP)).isEmpty();
    }

    @Test
    void aMissingJarOrLibraryMakesItStale() throws Exception {
        Files.delete(home.dist().resolve("lib/common-1.jar"));
        assertThat(staleness.stale(APP)).containsExactly("app");

        Files.delete(home.dist().resolve("app.jar"));
        assertThat(staleness.stale(APP)).containsExactly("app");
    }

    @Test
    void onlyOwnModulesThatRunAreDependencies() throws Exception {
        String pom = Files.readString(directory.resolve("app/pom.xml"));

        assertThat(BuildModule.dependencies(pom)).containsExactly("common");
    }

    private void build(Instant at) throws Exception {
        FleetFixtures.jar(home.dist().resolve("lib/common-1.jar"), "Common", "");
        Path jar = FleetFixtures.jar(home.dist().resolve("app.jar"), "App", "lib/common-1.jar");
        Files.setLastModifiedTime(jar, FileTime.from(at));
    }
}
