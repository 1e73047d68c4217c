package io.cemfleet.impact.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.service.VpnNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowSharesTest {

    @Test
    void trafficDividesInProportionToWhatIsSold() {
        // given
        var flows = flows(100.0, 300.0, 0.0);
        // when
        var shares = FlowShares.among(flows);
        // then
        assertThat(flows).extracting(shares::of).containsExactly(0.25, 0.75, 0.0);
    }

    @Test
    void trafficDividesEvenlyWhereTheBandwidthOfOneIsUnknown() {
        // given
        var flows = flows(100.0, null, 300.0);
        // when
        var shares = FlowShares.among(flows);
        // then
        assertThat(flows).allSatisfy(flow -> assertThat(shares.of(flow)).isCloseTo(1.0 / 3, within(1e-9)));
    }

    @Test
    void trafficDividesEvenlyWhereNothingIsSold() {
        // given
        var flows = flows(0.0, 0.0);
        // when
        var shares = FlowShares.among(flows);
        // then
        assertThat(flows).extracting(shares::of).containsExactly(0.5, 0.5);
    }

    private static List<ServiceFlow> flows(@Nullable Double... soldMbps) {
        var service = NetworkFixtures.service();
        VpnNode end = service.nodes().getLast();
        return Arrays.stream(soldMbps)
                .map(sold -> new ServiceFlow(service, "munich", end, sold, sold))
                .toList();
    }
}
