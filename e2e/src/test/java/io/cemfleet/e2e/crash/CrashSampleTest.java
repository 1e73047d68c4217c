package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.Part;
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
        Row row = CrashRun.of(Part.TUNNEL_PROVISIONING, Set.of(Moment.CREATE_AFTER));

        assertThat(row.troubles()).isEmpty();
        assertThat(row.cells()).containsOnlyKeys(Moment.CREATE_AFTER);
    }
}
