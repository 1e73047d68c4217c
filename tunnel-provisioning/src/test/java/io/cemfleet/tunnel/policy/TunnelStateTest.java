package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelStateTest {

    @ParameterizedTest
    @CsvSource({
        // state, carries traffic, should be in the network, counts against the caps, is to be removed
        "REFUSED,     false, false, false, false",
        "RESERVED,    false, false, true,  false",
        "PROVISIONED, false, true,  true,  false",
        "STEERED,     true,  true,  true,  false",
        "SHIFTED,     true,  true,  true,  false",
        "FAILED,      false, false, true,  false",
        "DELETING,    false, false, true,  true",
        "DELETED,     false, false, false, true",
    })
    void eachStateSaysWhatATunnelHolds(
            TunnelState state, boolean carries, boolean stands, boolean holds, boolean leaving) {
        assertThat(state.carries()).isEqualTo(carries);
        assertThat(state.stands()).isEqualTo(stands);
        assertThat(state.holds()).isEqualTo(holds);
        assertThat(state.leaving()).isEqualTo(leaving);
    }

    @Test
    void trafficThatIsPartlyOnTheOriginalPathIsShifted() {
        assertThat(TunnelState.carrying(PathWeights.PROTECTED)).isEqualTo(TunnelState.STEERED);
        assertThat(TunnelState.carrying(new PathWeights(75, 25))).isEqualTo(TunnelState.SHIFTED);
        assertThat(TunnelState.carrying(new PathWeights(0, 100))).isEqualTo(TunnelState.SHIFTED);
    }
}
