package io.cemfleet.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private final LabNetwork network = NetworkFixtures.network(NetworkFixtures.diamond());

    private double fullest() {
        return IntStream.range(0, network.topology().directionCount())
                .mapToDouble(direction -> network.state().condition(direction).offeredMbps()
                        / network.topology().linkOf(direction).capacityMbps())
                .max()
                .orElseThrow();
    }

    @Test
    void allDemandsGrowUntilTheFullestDirectionIsAtTheLoad() {
        // given
        double before = fullest();
        // when
        assertThat(network.fill(0.6).done()).isTrue();
        // then
        assertThat(fullest()).isCloseTo(0.6, within(1e-9));
        assertThat(network.state().growth()).isCloseTo(0.6 / before, within(1e-9));
        assertThat(network.fill(0.3).done()).isTrue();
        assertThat(fullest()).isCloseTo(0.3, within(1e-9));
        assertThat(network.grow(1).done()).isTrue();
        assertThat(fullest()).isCloseTo(before, within(1e-9));
    }

    @Test
    void aLoadOrAFactorOutOfRangeChangesNothing() {
        assertThat(network.fill(0).done()).isFalse();
        assertThat(network.fill(2.1).done()).isFalse();
        assertThat(network.fill(Double.NaN).done()).isFalse();
        assertThat(network.grow(-1).done()).isFalse();
        assertThat(network.state().growth()).isEqualTo(1);
    }

    @Test
    void aCutLinkIsDownAndUnknownUntilItIsHealed() {
        // given
        LabLink link = network.topology().link(0);
        // when
        network.cut(link.id());
        // then
        assertThat(network.state().failed(0)).isTrue();
        assertThat(network.state().cut(0)).isTrue();
        assertThat(network.state().condition(0).lossPct()).isEqualTo(100);
        network.heal(link.id());
        assertThat(network.state().failed(0)).isFalse();
        assertThat(network.state().cut(0)).isFalse();
    }
}
