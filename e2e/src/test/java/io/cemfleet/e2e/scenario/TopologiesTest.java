package io.cemfleet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cemfleet.e2e.fleet.FleetUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running fleet on networks of the Internet Topology Zoo; {@code cem.topologies} is the directory with their files. */
@Tag("long")
class TopologiesTest {
    private static final double FILL = 0.6;
    private static final long SEED = 11;

    @AfterAll
    static void otherTestsStartOnTheirOwnNetwork() {
        FleetUnderTest.down();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Geant2012", "Interoute", "Colt"})
    void automationDoesNoHarmForAnyDegradation(String name) {
        // given
        String directory = System.getProperty("cem.topologies", "");
        Path file = Path.of(directory, name + ".graphml");
        assumeTrue(
                !directory.isEmpty() && Files.isReadable(file),
                "no " + name + ".graphml: name its directory with -Dcem.topologies");
        FleetUnderTest.upOn(file.toAbsolutePath(), FILL);
        // when
        FleetUnderTest.ScenarioResult played = FleetUnderTest.play("random_links", "--seed", Long.toString(SEED));
        // then
        assertThat(played.code()).as(played.lines()).isZero();
    }
}
