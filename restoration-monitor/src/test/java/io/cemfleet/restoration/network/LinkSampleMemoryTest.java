package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.MeasurementSettings;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is queried of a controller, and what is known already. Samples are ten seconds apart. */
class LinkSampleMemoryTest {
    private static final NetworkTopology NETWORK = NetworkFixtures.topology();
    private static final LinkDirection DIRECTION = NetworkFixtures.direction("frankfurt-prague", "frankfurt");
    private static final Instant NOW = RestorationFixtures.NOW;

    private final ManualClock clock = new ManualClock(NOW);
    private final CountedHistory controller = new CountedHistory();
    private final LinkSampleMemory samples = new LinkSampleMemory(
            controller,
            new MeasurementSettings(Duration.ofSeconds(60), 12),
            RestorationFixtures.sla(Duration.ofSeconds(1)),
            clock);

    /** Answers with the samples that have arrived, and remembers the begin of each query. */
    private static final class CountedHistory implements LinkMeasurements {
        private final TreeMap<Instant, LinkMeasurement> arrived = new TreeMap<>();
        private final List<Instant> begins = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean up = true;

        void arrives(Instant at, @Nullable Double delay, @Nullable Double loss) {
            arrived.put(at, new LinkMeasurement("frankfurt-prague", "frankfurt", "prague", delay, 0.2, loss, null, at));
        }

        @Override
        public CncResult<List<LinkMeasurement>> history(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
            begins.add(from);
            return up
                    ? CncResult.ok(
                            List.copyOf(arrived.subMap(from, true, to, true).values()))
                    : CncResult.unavailable("no answer", true);
        }

        @Override
        public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
            throw new AssertionError("utilisation is not needed");
        }

        @Override
        public LinkReadings utilisation(Collection<LinkDirection> directions) {
            throw new AssertionError("utilisation is not needed");
        }
    }

    private Optional<LinkMeasurement> newest() {
        return samples.newest(NETWORK, List.of(DIRECTION)).of(DIRECTION);
    }

    private List<LinkMeasurement> between(Instant from, Instant to) {
        return samples.between(NETWORK, DIRECTION, from, to).optional().orElseThrow();
    }

    @Test
    void oneQueryServesAllWatchesOverALinkWithinAMeasuringInterval() throws Exception {
        // given
        controller.arrives(NOW.minusSeconds(5), 1.0, 0.0);
        // when watches sample at the same time, and once more a little later
        try (var watches = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<LinkMeasurement>> watch = this::newest;
            for (Future<Optional<LinkMeasurement>> each :
                    watches.invokeAll(Stream.generate(() -> watch).limit(8).toList())) {
                assertThat(each.get()).isPresent();
            }
        }
        clock.move(Duration.ofMillis(900));
        newest();
        // then
        assertThat(controller.begins).containsExactly(NOW.minusSeconds(60));
        // and the next round asks again
        clock.move(Duration.ofMillis(100));
        newest();
        assertThat(controller.begins).hasSize(2);
    }

    @Test
    void aLaterQueryBeginsBeforeTheLastSampleByAsMuchAsOneMayBeLate() {
        // given
        controller.arrives(NOW.minusSeconds(5), 1.0, 0.0);
        newest();
        // when
        clock.move(Duration.ofSeconds(30));
        controller.arrives(NOW.minusSeconds(10), 9.0, 0.0);
        controller.arrives(NOW.plusSeconds(25), 2.0, 0.0);
        // then
        assertThat(newest().map(LinkMeasurement::delayMs)).contains(2.0);
        assertThat(controller.begins.getLast()).isEqualTo(NOW.minusSeconds(15));
        assertThat(between(NOW.minusSeconds(20), NOW.plusSeconds(30)))
                .extracting(LinkMeasurement::delayMs)
                .containsExactly(9.0, 1.0, 2.0);
        assertThat(controller.begins).hasSize(2);
    }

    @Test
    void aLossThatArrivesAfterItsDelayCompletesTheSample() {
        // given
        controller.arrives(NOW.minusSeconds(12), 1.0, 0.0);
        controller.arrives(NOW.minusSeconds(2), 2.0, null);
        assertThat(newest().map(LinkMeasurement::delayMs)).contains(1.0);
        // when
        clock.move(Duration.ofSeconds(1));
        controller.arrives(NOW.minusSeconds(2), 2.0, 0.5);
        // then
        assertThat(newest().map(LinkMeasurement::lossPct)).contains(0.5);
    }

    @Test
    void whatAFailedQueryWouldHaveFoundIsUnknown() {
        // given
        controller.arrives(NOW.minusSeconds(5), 1.0, 0.0);
        assertThat(newest()).isPresent();
        // when
        controller.up = false;
        clock.move(Duration.ofSeconds(10));
        // then
        assertThat(newest()).isEmpty();
        assertThat(samples.between(NETWORK, DIRECTION, NOW, clock.instant()).isOk())
                .isFalse();
        // and nothing is lost
        controller.up = true;
        assertThat(newest()).isPresent();
    }

    @Test
    void aSampleThatIsTooOldCountsNoMore() {
        controller.arrives(NOW.minusSeconds(5), 1.0, 0.0);
        assertThat(newest()).isPresent();
        clock.move(Duration.ofSeconds(56));
        assertThat(newest()).isEmpty();
        assertThat(controller.begins.getLast()).isEqualTo(clock.instant().minusSeconds(60));
    }

    @Test
    void aPastWindowIsQueriedOnceItsSamplesHaveArrived() {
        // given what was measured in the minute before a steering two minutes ago
        Instant steered = NOW.minusSeconds(120);
        controller.arrives(steered.minusSeconds(30), 1.0, 0.0);
        assertThat(between(steered.minusSeconds(60), steered)).hasSize(1);
        // when
        clock.move(Duration.ofSeconds(60));
        // then
        assertThat(between(steered.minusSeconds(60), steered)).hasSize(1);
        assertThat(controller.begins).hasSize(1);
        // and one that is too old to be remembered is queried as it is
        assertThat(between(NOW.minus(Duration.ofHours(1)), steered)).hasSize(1);
        assertThat(newest()).isEmpty();
        assertThat(controller.begins).hasSize(3);
    }
}
