package io.cemfleet.cnc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.FakeController;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.PolicyKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyLoadReaderTest {

    private static final PolicyKey MEASURED = new PolicyKey("frankfurt", "vienna", 100);
    private static final PolicyKey UNKNOWN = new PolicyKey("frankfurt", "vienna", 200);

    private final FakeController controller = new FakeController();

    @Test
    void aPolicyWithoutALoadIsAFailureAndNeverIdle() {
        // given
        controller.loads = Map.of(MEASURED, 12.5)::get;
        // when
        var loads = new PolicyLoadReader(controller.policyClient)
                .read(NetworkFixtures.topology(), List.of(MEASURED, UNKNOWN, MEASURED));
        // then
        assertThat(loads.mbps()).isEqualTo(Map.of(MEASURED, 12.5));
        assertThat(loads.failures()).containsOnlyKeys(UNKNOWN);
    }
}
