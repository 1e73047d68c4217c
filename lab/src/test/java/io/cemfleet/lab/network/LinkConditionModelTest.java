package io.cemfleet.lab.network;

import static io.cemfleet.lab.network.NetworkFixtures.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkConditionModelTest {

    private final LabNetwork network = NetworkFixtures.network(NetworkFixtures.diamond());
    private final LabLink link = network.topology().linkById("a-c").orElseThrow();

    @Test
    void aDegradedLinkIsSlowerAtOnceInBothDirectionsAndKeepsItsTraffic() {
        double before = condition().delayMs();
        double load = condition().offeredMbps();
        network.degrade("a-c", new LinkImpairment(250, 20, 1.5));
        assertThat(condition().delayMs()).isCloseTo(before + 250, within(1e-9));
        assertThat(condition().jitterMs()).isGreaterThan(20);
        assertThat(condition().lossPct()).isCloseTo(1.5, within(1e-9));
        assertThat(condition().offeredMbps()).isEqualTo(load);
        assertThat(network.state().condition(link.reverse().index()).delayMs()).isGreaterThan(250);
        assertThat(network.state().serviceState(PLAIN).orElseThrow().latencyMs())
                .isGreaterThan(250);

        network.heal("a-c");
        assertThat(condition().delayMs()).isEqualTo(before);
        assertThat(condition().lossPct()).isZero();
    }

    @Test
    void lossBeginsOnlyWhenTheLinkIsNearlyFull() {
        network.congest("a-c", 0.94);
        assertThat(condition().lossPct()).isZero();
        double calm = condition().delayMs();
        network.congest("a-c", 1.1);
        assertThat(condition().utilisation()).isEqualTo(1);
        assertThat(condition().lossPct()).isGreaterThan(5);
        assertThat(condition().delayMs()).isGreaterThan(calm + 10);
        network.heal("a-c");
        assertThat(condition().utilisation()).isLessThan(0.3);
    }

    @Test
    void queueingDelayGrowsWithLoad() {
        double before = 0;
        for (double load : List.of(0.2, 0.5, 0.8, 0.94, 1.0, 1.05)) {
            network.congest("a-c", load);
            double now = Math.max(
                    condition().delayMs(),
                    network.state().condition(link.reverse().index()).delayMs());
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void anUnknownLinkIsRefused() {
        assertThat(network.degrade("a-z", LinkImpairment.NONE).done()).isFalse();
        assertThat(network.heal("a-z").done()).isFalse();
        assertThat(network.congest("a-c", 3).done()).isFalse();
    }

    private LinkCondition condition() {
        return network.state().condition(link.forward().index());
    }
}
