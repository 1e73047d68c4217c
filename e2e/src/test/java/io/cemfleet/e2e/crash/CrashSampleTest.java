package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One cell of the matrix, for every build: the writer dies between the network's effect and its answer. */
class CrashSampleTest {
    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @Test
    void tunnelProvisioningKilledAfterAPolicyWasMadeMakesItOnce() {
        CrashRow row = CrashRun.of(FleetProcess.TUNNEL_PROVISIONING, Set.of(KillMoment.CREATE_AFTER));

        assertThat(row.troubles()).isEmpty();
        assertThat(row.cells()).containsOnlyKeys(KillMoment.CREATE_AFTER);
    }
}
