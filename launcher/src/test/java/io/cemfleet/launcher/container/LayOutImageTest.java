package io.cemfleet.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.FleetFixtures;
import io.cemfleet.launcher.agents.FleetRoster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class LayOutImageTest {
    @TempDir
    Path directory;

    private Path target;

    /** Every agent has common.jar; one has more; the launcher brings a broker. */
    @BeforeEach
    void layOut() throws IOException {
        Path dist = directory.resolve("dist");
        for (String library : List.of("common", "kafka-clients", "mail", "json", "broker")) {
            FleetFixtures.jar(dist.resolve("lib/" + library + ".jar"), library, "");
        }
        for (String agent : FleetRoster.agents()) {
            String own = agent.equals("event-correlator") ? "lib/kafka-clients.jar " : "";
            FleetFixtures.jar(dist.resolve(agent + ".jar"), "io." + agent, own + "lib/common.jar");
        }
        FleetFixtures.jar(dist.resolve("lab.jar"), "io.lab", "lib/json.jar lib/mail.jar");
        FleetFixtures.jar(dist.resolve("launcher.jar"), "io.launcher", "lib/broker.jar lib/json.jar");
        target = directory.resolve("image");

        new LayOutImage(dist, target).run();
    }

    @Test
    void theAgentsImageHoldsAllAgentsAndTheirLibrariesAndNothingElse() throws IOException {
        List<String> jars =
                FleetRoster.agents().stream().map(agent -> agent + ".jar").toList();

        assertThat(names("agents", ".jar")).containsExactlyInAnyOrderElementsOf(jars);
        assertThat(names("agents/lib", "")).containsExactlyInAnyOrder("common.jar", "kafka-clients.jar");
        assertThat(names("agents", ".run")).hasSize(jars.size() + 1).contains("migrate.run");
    }

    @Test
    void whatAllAgentsShareStandsFirstOnEachClassPath() {
        assertThat(target.resolve("agents/event-correlator.run"))
                .hasContent(
                        "io.event-correlator\n/app/lib/common.jar:/app/event-correlator.jar:/app/lib/kafka-clients.jar");
    }

    @Test
    void theMigrationRunsOnWhatAllAgentsShare() {
        assertThat(target.resolve("agents/migrate.run"))
                .hasContent("io.cemfleet.runtime.migration.MigrateAll\n/app/lib/common.jar");
    }

    @Test
    void theLabsImageHoldsOfTheLauncherOnlyWhatTheDemoNeeds() throws IOException {
        assertThat(names("lab/lib", "")).containsExactlyInAnyOrder("json.jar", "mail.jar");
        assertThat(target.resolve("lab/launcher.run")).hasContent("io.launcher\n/app/launcher.jar:/app/lib/json.jar");
    }

    private List<String> names(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(target.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .collect(Collectors.toList());
        }
    }
}
