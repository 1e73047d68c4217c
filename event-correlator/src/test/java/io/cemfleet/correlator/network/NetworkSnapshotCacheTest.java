package io.cemfleet.correlator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.snapshot.PublishedSnapshots;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The policies are read for many alerts at once. */
class NetworkSnapshotCacheTest {
    private static final Duration AGE = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private volatile CncResult<SrPolicies> answer = CncResult.ok(new SrPolicies(List.of(), List.of()));
    private volatile boolean slow;
    private final NetworkSnapshotCache network = CorrelatorFixtures.view(policies(), clock);

    private SrPolicyClient policies() {
        SrPolicyClient client = mock(SrPolicyClient.class);
        when(client.list(any())).thenAnswer(call -> {
            requests.incrementAndGet();
            if (slow) {
                answers.await();
                clock.move(Duration.ofSeconds(3));
            }
            return answer;
        });
        return client;
    }

    private Thread asks() {
        return Thread.ofVirtual().start(() -> network.askedWithin(AGE));
    }

    @Test
    void callersThatWaitForASlowControllerShareItsNextAnswer() {
        // given: it takes longer than the policies may be old
        int before = requests.get();
        slow = true;
        clock.move(Duration.ofSeconds(5));
        Thread first = asks();
        Awaitility.await().until(() -> requests.get() == before + 1);
        clock.move(Duration.ofSeconds(5));
        List<Thread> callers = IntStream.range(0, 40).mapToObj(i -> asks()).toList();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(callers).extracting(Thread::getState).containsOnly(Thread.State.BLOCKED));
        // when
        answers.countDown();
        Awaitility.await().until(() -> !first.isAlive() && callers.stream().noneMatch(Thread::isAlive));
        // then
        assertThat(requests).hasValue(before + 2);
    }

    @Test
    void policiesThatCannotBeReadAreNotThoseOfNow() {
        assertThat(network.askedWithin(AGE)).isPresent();
        clock.move(Duration.ofSeconds(5));
        answer = CncResult.unavailable("503", true);

        assertThat(network.askedWithin(AGE)).isEmpty();
        assertThat(network.askedWithin(AGE)).isEmpty();
        assertThat(network.snapshot()).isPresent();
    }

    @Test
    void publishedPoliciesAreUsedWithoutACallWhileTheyAreFreshEnough() {
        // given
        PublishedSnapshots published = new PublishedSnapshots(clock);
        published.publish(CorrelatorFixtures.islands(2), List.of(), List.of(), clock.instant());
        NetworkSnapshotCache following = CorrelatorFixtures.view(
                CorrelatorFixtures.islands(2), policies(), published, mock(KnownLinkStore.class), clock);
        int before = requests.get();
        // when, then: fresh, then older than the caller allows
        following.refresh();
        assertThat(following.askedWithin(AGE)).isPresent();
        assertThat(requests).hasValue(before);
        clock.move(Duration.ofSeconds(5));
        following.refresh();
        assertThat(requests).hasValue(before);
        assertThat(following.askedWithin(AGE)).isPresent();
        assertThat(requests).hasValue(before + 1);
    }

    @Test
    void anAlertIsStampedWithThePublishedVersionThatLocatedIt() {
        // given
        PublishedSnapshots published = new PublishedSnapshots(clock);
        published.publish(CorrelatorFixtures.islands(2), List.of(), List.of(), clock.instant());
        NetworkSnapshotCache following = CorrelatorFixtures.view(
                CorrelatorFixtures.islands(2), policies(), published, mock(KnownLinkStore.class), clock);
        AlertSubject link = new AlertSubject.NamedLink(
                CorrelatorFixtures.islands(2).links().getFirst().id());
        // when, then
        following.refresh();
        assertThat(following.place(link).orElseThrow().networkVersion()).isEqualTo(1);
        // and what the controller was asked for has no version
        clock.move(Duration.ofSeconds(21));
        following.refresh();
        assertThat(following.place(link).orElseThrow().networkVersion()).isNull();
    }

    @Test
    void policiesThatAreNoLongerPublishedAreReadFromTheController() {
        // given
        PublishedSnapshots published = new PublishedSnapshots(clock);
        published.publish(CorrelatorFixtures.islands(2), List.of(), List.of(), clock.instant());
        NetworkSnapshotCache following = CorrelatorFixtures.view(
                CorrelatorFixtures.islands(2), policies(), published, mock(KnownLinkStore.class), clock);
        int before = requests.get();
        // when
        clock.move(Duration.ofSeconds(21));
        following.refresh();
        // then
        assertThat(requests).hasValue(before + 1);
    }
}
