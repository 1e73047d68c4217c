package io.cemfleet.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.launcher.FleetFixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ProcessTableTest {
    @TempDir
    Path directory;

    @Test
    void aSpawnedProcessIsFoundByItsMarkAndStopped() {
        var home = FleetFixtures.home(directory);
        var table = new ProcessTable(new ProcessMark(home.state()));
        var line = new JavaCommand(
                home, List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"), classpath(), SleepingProgram.class.getName());

        var spawned = new ProcessSpawner(home).spawn("sleeper", line.command("sleeper", List.of()), Map.of(), Set.of());

        await().untilAsserted(() -> assertThat(spawned.output()).contains("asleep"));
        assertThat(table.running("sleeper"))
                .map(OwnProcess::pid)
                .contains(spawned.process().pid());
        assertThat(new ProcessTable(new ProcessMark(directory)).running()).isEmpty();

        table.running("sleeper").orElseThrow().stop(Duration.ofSeconds(10));

        assertThat(table.running()).isEmpty();
        assertThat(spawned.alive()).isFalse();
    }

    @Test
    void theReasonOfAnEndIsTheLastCause() {
        assertThat(SpawnedProcess.lastWords(List.of("ERROR first", "Caused by: no password", "more")))
                .isEqualTo("Caused by: no password");
        assertThat(SpawnedProcess.lastWords(List.of("Description:", "", "Web server failed to start.")))
                .contains("Web server");
        assertThat(SpawnedProcess.lastWords(
                        List.of("{\"stack_trace\":\"x\\nCaused by: one\\n\\tat y\\nCaused by: two\\n\\tat z\"}")))
                .isEqualTo("Caused by: two");
        assertThat(SpawnedProcess.lastWords(List.of())).isEqualTo("it logged nothing");
    }

    private static List<Path> classpath() {
        return List.of(Path.of(SleepingProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()));
    }
}
