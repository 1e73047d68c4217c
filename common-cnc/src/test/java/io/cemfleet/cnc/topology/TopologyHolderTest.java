package io.cemfleet.cnc.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.snapshot.PublishedSnapshots;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TopologyHolderTest {

    private final AtomicReference<CncResult<NetworkTopology>> answer =
            new AtomicReference<>(CncResult.ok(NetworkFixtures.topology()));
    private final CncSettings.TopologySettings settings =
            new CncSettings.TopologySettings(true, Duration.ofMillis(5), true, Duration.ofSeconds(60));
    private final Clock later = Clock.fixed(NetworkFixtures.NOW.plusSeconds(30), ZoneOffset.UTC);
    private final PublishedSnapshots snapshots = new PublishedSnapshots(later);
    private final AtomicInteger reads = new AtomicInteger();
    private final RefreshedTopology holder = new RefreshedTopology(this::read, snapshots, settings, later);

    private CncResult<NetworkTopology> read() {
        reads.incrementAndGet();
        return Objects.requireNonNull(answer.get());
    }

    private void publish(Instant confirmedAt) {
        snapshots.publish(NetworkFixtures.topology(), List.of(), List.of(), confirmedAt);
    }

    @Test
    void theReadersTopologyIsUsedWithoutACallWhileItIsFresh() {
        // given: confirmed a moment ago
        publish(later.instant());
        var heard = new ArrayList<String>();
        holder.onNewVersion(topology -> heard.add(topology.version()));
        // when
        holder.readOnce();
        // then
        assertThat(holder.noOlderThan(Duration.ZERO).isOk()).isTrue();
        assertThat(holder.current().optional()).map(NetworkTopology::readAt).contains(later.instant());
        assertThat(heard).contains(NetworkFixtures.topology().version());
        assertThat(reads).hasValue(0);
    }

    @Test
    void aReaderThatIsSilentIsReplacedByReadsOfOnesOwn() {
        // given: 30 s old
        publish(NetworkFixtures.NOW);
        // when
        holder.readOnce();
        // then
        assertThat(reads).hasValue(1);
    }

    @Test
    void besideADeadControllerTheLastSnapshotStaysAndItsAgeIsKnown() {
        // given
        publish(NetworkFixtures.NOW);
        answer.set(CncResult.unavailable("down", true));
        // when
        holder.readOnce();
        // then
        assertThat(holder.newest()).isPresent();
        assertThat(holder.age()).contains(Duration.ofSeconds(30));
        assertThat(holder.noOlderThan(Duration.ofSeconds(30)).isOk()).isTrue();
        assertThat(holder.noOlderThan(Duration.ofSeconds(29)).isOk()).isFalse();
    }

    @Test
    void nothingIsKnownBeforeTheFirstRead() {
        assertThat(holder.newest()).isEmpty();
        assertThat(holder.age()).isEmpty();
        assertThat(holder.current()).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void aFailedReadNeverPassesForAFreshOne() {
        holder.refresh();
        answer.set(CncResult.unavailable("down", true));

        assertThat(holder.noOlderThan(Duration.ofSeconds(40)).isOk()).isTrue();
        assertThat(holder.noOlderThan(Duration.ofSeconds(5))).isEqualTo(CncResult.unavailable("down", true));
        assertThat(holder.newest()).isPresent();
        assertThat(holder.age()).contains(Duration.ofSeconds(30));
    }

    @Test
    void listenersHearOfNewVersionsOnly() {
        var heard = new ArrayList<String>();
        holder.onNewVersion(topology -> heard.add(topology.version()));
        holder.onNewVersion(topology -> {
            throw new IllegalStateException("a listener of ill will");
        });

        holder.refresh();
        holder.refresh();

        assertThat(heard).containsExactly(NetworkFixtures.topology().version());
    }

    @Test
    void itRefreshesByItselfUntilStopped() {
        holder.start();
        try {
            await().until(() -> holder.newest().isPresent());
        } finally {
            holder.stop();
        }
        assertThat(holder.isRunning()).isFalse();
    }
}
