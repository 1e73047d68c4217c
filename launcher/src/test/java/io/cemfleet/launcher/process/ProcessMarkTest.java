package io.cemfleet.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
    private final ProcessMark mark = new ProcessMark(Path.of("/home/noc/cem/.fleet"));

    @Test
    void aJavaProcessWithTheWholeMarkIsOurs() {
        var line = List.of(
                "/usr/lib/jvm/jdk/bin/java",
                "-Dcem.fleet.home=/home/noc/cem/.fleet",
                "-Dcem.fleet.part=audit",
                "@/home/noc/cem/.fleet/run/audit.args");

        assertThat(mark.partOf(line)).contains("audit");
    }

    @Test
    void aFleetOfAnotherCheckoutIsNotOurs() {
        var line = List.of("java", "-Dcem.fleet.home=/home/noc/cem/.fleet2", "-Dcem.fleet.part=audit");

        assertThat(mark.partOf(line)).isEmpty();
    }

    @Test
    void aProgramThatOnlySearchesForTheMarkIsNotOurs() {
        assertThat(mark.partOf(List.of("grep", "-Dcem.fleet.home=/home/noc/cem/.fleet", "-Dcem.fleet.part=audit")))
                .isEmpty();
        assertThat(mark.partOf(List.of("bash", "-c", "java -Dcem.fleet.home=/home/noc/cem/.fleet")))
                .isEmpty();
        assertThat(mark.partOf(List.of())).isEmpty();
    }
}
