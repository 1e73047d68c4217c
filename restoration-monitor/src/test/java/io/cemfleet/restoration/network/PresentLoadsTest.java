package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.FakeController;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.PublishedSnapshots;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which loads are read from the controller, and which are known already. */
class PresentLoadsTest {
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();
    private static final LinkDirection DIRECTION = NetworkFixtures.direction("frankfurt-prague", "frankfurt");
    private static final PolicyKey POLICY = new PolicyKey("frankfurt", "vienna", 100);
    private static final Instant NOW = RestorationFixtures.NOW;

    private final ManualClock clock = new ManualClock(NOW);
    private final FakeController controller = new FakeController();
    private final PublishedSnapshots published = new PublishedSnapshots(clock);
    private final AtomicInteger reads = new AtomicInteger();
    private final PresentLoads loads = new PresentLoads(
            controller.measurements,
            controller.policyClient,
            published,
            RestorationFixtures.sla(Duration.ofSeconds(1)),
            clock);

    @BeforeEach
    void measured() {
        controller.utilisations = direction -> {
            reads.incrementAndGet();
            return Optional.of(used(0.4));
        };
        controller.loads = policy -> {
            reads.incrementAndGet();
            return 400.0;
        };
    }

    private static LinkMeasurement used(double utilisation) {
        return new LinkMeasurement("frankfurt-prague", "frankfurt", "prague", null, null, null, utilisation, null);
    }

    private void published(Instant readAt) {
        published.publishLoads(
                NETWORK,
                List.of(
                        new NetworkObject.LinkLoad(used(0.3), readAt),
                        new NetworkObject.PolicyLoad(new PolicyMeasurement(POLICY, 300.0, null, null), readAt)),
                NOW);
    }

    private Map<LinkDirection, Double> links() {
        return loads.utilisation(List.of(DIRECTION));
    }

    private Map<PolicyKey, Double> policies() {
        return loads.policies(NETWORK, List.of(POLICY));
    }

    @Test
    void aLoadIsReadOnceForAllWhoNeedItInARound() {
        assertThat(links()).isEqualTo(links()).containsEntry(DIRECTION, 0.4);
        assertThat(policies()).isEqualTo(policies()).containsEntry(POLICY, 400.0);
        assertThat(reads).hasValue(2);
        // and again in the next one
        clock.move(Duration.ofSeconds(2));
        links();
        policies();
        assertThat(reads).hasValue(4);
    }

    @Test
    void aLoadThatWasPublishedAMomentAgoIsNotReadAgain() {
        published(NOW.minusMillis(1500));
        assertThat(links()).containsEntry(DIRECTION, 0.3);
        assertThat(policies()).containsEntry(POLICY, 300.0);
        assertThat(reads).hasValue(0);
    }

    @Test
    void aPublishedLoadThatIsTooOldIsUnknown() {
        published(NOW.minusSeconds(2));
        assertThat(links()).containsEntry(DIRECTION, 0.4);
        assertThat(policies()).containsEntry(POLICY, 400.0);
        // and who needs another sample than the last one's says so
        published(NOW.minusMillis(300));
        assertThat(loads.utilisation(List.of(DIRECTION), Duration.ofMillis(200)))
                .containsEntry(DIRECTION, 0.4);
    }

    @Test
    void onceTrafficHasMovedOnlyLaterLoadsArePresent() {
        // given
        published(NOW);
        clock.move(Duration.ofMillis(500));
        links();
        // when
        loads.trafficMoved();
        clock.move(Duration.ofMillis(1));
        // then
        assertThat(links()).containsEntry(DIRECTION, 0.4);
        assertThat(policies()).containsEntry(POLICY, 400.0);
    }

    @Test
    void whatIsNotMeasuredIsAbsentAndNotReadTwiceInARound() {
        // given
        controller.utilisations = direction -> {
            reads.incrementAndGet();
            return Optional.empty();
        };
        controller.loads = policy -> {
            reads.incrementAndGet();
            return null;
        };
        // then
        for (int time = 0; time < 3; time++) {
            assertThat(links()).isEmpty();
            assertThat(policies()).isEmpty();
        }
        assertThat(reads).hasValue(2);
    }
}
