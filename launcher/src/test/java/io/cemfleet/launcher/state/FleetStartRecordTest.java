package io.cemfleet.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.FleetFixtures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class FleetStartRecordTest {
    @TempDir
    Path directory;

    @Test
    void whatIsSavedIsLoaded() {
        var home = FleetFixtures.home(directory);
        var record = FleetStartRecord.byThisProcess(FleetStartRecord.Mode.UP, 2.5, "/some/net.graphml", 0.6, true);

        record.save(home);

        assertThat(FleetStartRecord.load(home)).contains(record);
        assertThat(record.launcherAlive()).isTrue();
    }

    @Test
    void aPidThatWasGivenToAnotherProcessIsNoLiveLauncher() {
        long pid = ProcessHandle.current().pid();

        var earlier = new FleetStartRecord(FleetStartRecord.Mode.DEMO, 10, "", 0, false, pid, 12345);

        assertThat(earlier.launcherAlive()).isFalse();
    }

    @Test
    void aHalfWrittenRecordIsNone() {
        var home = FleetFixtures.home(directory);
        FleetFixtures.write(home.run().resolve("fleet.properties"), "mode=U");

        assertThat(FleetStartRecord.load(home)).isEmpty();
    }
}
