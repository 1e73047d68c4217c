package io.cemfleet.lab.network;

import static io.cemfleet.lab.network.NetworkFixtures.START;
import static io.cemfleet.lab.network.NetworkFixtures.policy;
import static io.cemfleet.lab.network.NetworkFixtures.sid;
import static io.cemfleet.lab.network.NetworkFixtures.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {

    private final ManualClock clock = NetworkFixtures.clock();
    private final LabNetwork network = NetworkFixtures.network(NetworkFixtures.diamond(), clock);

    @Test
    void samplesAreStoredForTheLengthOfTheHistory() {
        for (int i = 0; i < 4000; i++) {
            network.measure();
            clock.advance(Duration.ofSeconds(1));
        }
        List<NetworkMeasurement> all = network.history(START, clock.instant());
        assertThat(all.getFirst().at()).isEqualTo(START.plusSeconds(399));
        assertThat(network.history(START.plusSeconds(1000), START.plusSeconds(1009)))
                .hasSize(10)
                .isSortedAccordingTo(java.util.Comparator.comparing(NetworkMeasurement::at));
    }

    @Test
    void theSameSeedAndTimeMeasureTheSame() {
        LabNetwork twin = NetworkFixtures.network(NetworkFixtures.diamond(), NetworkFixtures.clock());
        assertThat(network.measure().link(0)).isEqualTo(twin.measure().link(0));
    }

    @Test
    void noiseIsSmall() {
        LinkCondition truth = network.state().condition(0);
        LinkSample sample = network.measure().link(0);
        assertThat(sample.delayMs()).isCloseTo(truth.delayMs(), within(0.05));
        assertThat(sample.utilisation()).isCloseTo(truth.utilisation(), within(0.01));
        assertThat(sample.lossPct()).isZero();
    }

    @Test
    void sessionsFollowForwardingWithTheirColor() {
        // given a slow link on the shortest paths, and a policy around it
        network.degrade("a-c", new LinkImpairment(100, 0, 0));
        assertThat(delay("twamp-a-d-100")).isGreaterThan(100);
        network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))));
        // when
        network.putPolicy(policy("p", 100, weighted("over-e", 1)));
        // then the coloured session is well, and the plain one is not
        assertThat(delay("twamp-a-d-100")).isLessThan(6);
        assertThat(delay("twamp-a-d")).isGreaterThan(100);
    }

    @Test
    void aPlainSessionStaysWhenItsOnlyServiceIsColored() {
        network.putRoutePolicy(new RoutePolicy("FLEET-900", 900));
        network.color(NetworkFixtures.PLAIN, "d", "FLEET-900");
        assertThat(network.state().sessions())
                .extracting(ProbeSession::id)
                .contains("twamp-a-d", "twamp-a-d-900", "twamp-a-d-100");
        network.color(NetworkFixtures.PLAIN, "d", null);
        assertThat(network.state().sessions())
                .extracting(ProbeSession::id)
                .contains("twamp-a-d")
                .doesNotContain("twamp-a-d-900");
    }

    @Test
    void listenersHearEveryMeasurement() {
        List<NetworkMeasurement> heard = new ArrayList<>();
        network.onMeasured(heard::add);
        NetworkMeasurement measurement = network.measure();
        assertThat(heard).containsExactly(measurement);
        assertThat(network.latest()).contains(measurement);
    }

    @Test
    void demandsDriftGently() {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int hour = 0; hour < 24; hour++) {
            network.measure();
            double load = network.state().condition(0).offeredMbps();
            least = Math.min(least, load);
            most = Math.max(most, load);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(most / least).isBetween(1.05, 1.25);
    }

    private double delay(String session) {
        NetworkMeasurement measurement = network.measure();
        for (int place = 0; place < measurement.sessions().size(); place++) {
            if (measurement.sessions().get(place).id().equals(session)) {
                return measurement.session(place).delayMs();
            }
        }
        throw new AssertionError("no session " + session);
    }
}
