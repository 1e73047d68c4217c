package io.cemfleet.correlator.congestion;

import static io.cemfleet.correlator.CorrelatorFixtures.islands;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A controller that is slower than the alerts gets no more requests for it. */
@org.jspecify.annotations.NullUnmarked
class LinkUtilisationCacheTest {
    private static final NetworkTopology NETWORK = islands(9);
    private static final String LINK = "alfa1-bravo1";
    private static final List<String> LINKS =
            NETWORK.links().stream().map(Link::id).toList();

    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final ManualClock clock = new ManualClock(T0);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final Map<String, Map<String, Map<String, Double>>> read = new ConcurrentHashMap<>();
    private final List<Set<String>> readings = new CopyOnWriteArrayList<>();
    private final LinkUtilisationCache loads =
            new LinkUtilisationCache(measurements(), CorrelatorFixtures.settings(), clock);

    private LinkMeasurements measurements() {
        LinkMeasurements measurements = mock(LinkMeasurements.class);
        when(measurements.utilisation(any())).thenAnswer(call -> {
            Collection<LinkDirection> asked = call.getArgument(0);
            readings.add(asked.stream().map(LinkDirection::linkId).collect(Collectors.toSet()));
            answers.await();
            clock.move(Duration.ofSeconds(3));
            return new LinkReadings(
                    asked.stream().collect(Collectors.toMap(Function.identity(), LinkUtilisationCacheTest::half)),
                    Map.of());
        });
        return measurements;
    }

    private static LinkMeasurement half(LinkDirection direction) {
        return new LinkMeasurement(direction.linkId(), direction.from(), direction.to(), null, null, null, 0.5, null);
    }

    private Thread reads(String link) {
        return Thread.ofVirtual().start(() -> read.put(link, loads.read(NETWORK, Set.of(link))));
    }

    private static void joined(Thread thread) {
        Awaitility.await().until(() -> !thread.isAlive());
    }

    @Test
    void callersThatWaitForASlowReadingShareTheNext() {
        // given: the controller takes longer than a reading is kept
        reads(LINK);
        Awaitility.await().until(() -> readings.size() == 1);
        clock.move(Duration.ofSeconds(3));
        List<Thread> callers = LINKS.stream().map(this::reads).toList();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(callers).extracting(Thread::getState).containsOnly(Thread.State.BLOCKED));
        // when
        answers.countDown();
        callers.forEach(LinkUtilisationCacheTest::joined);
        // then
        assertThat(LINKS).allSatisfy(link -> assertThat(read.get(link).get(link).values())
                .containsExactly(0.5, 0.5));
        assertThat(readings).hasSize(2).last().isEqualTo(Set.copyOf(LINKS));
    }

    @Test
    void whatIsKnownIsReadWhileAnotherReadingTakesItsTime() {
        // given
        answers.countDown();
        loads.read(NETWORK, Set.of(LINK));
        clock.set(T0);
        // when
        synchronized (loads) {
            joined(reads(LINK));
        }
        // then
        assertThat(read.get(LINK)).containsOnlyKeys(LINK);
        assertThat(readings).hasSize(1);
    }

    @Test
    void aReadingDoesNotOutliveAClockThatIsSetBack() {
        answers.countDown();
        loads.read(NETWORK, Set.of(LINK));
        clock.move(Duration.ofHours(-1));

        loads.read(NETWORK, Set.of(LINK));

        assertThat(readings).hasSize(2);
    }
}
