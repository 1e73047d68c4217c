package io.cemfleet.restoration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.restoration.RestorationFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginalPathStatusTest {
    private static final String TUNNEL = RestorationFixtures.TUNNEL;
    private static final List<String> TWO = List.of(TUNNEL, "other");
    private static final Instant NOW = RestorationFixtures.NOW;
    private static final Instant HOLD = NOW.plusSeconds(30);
    private final OriginalPathStatus begun = OriginalPathStatus.from(NOW);

    @Test
    void aSampleOfTheSameMomentDoesNotCountTwice() {
        // when
        OriginalPathStatus after = good(good(good(begun, 1), 1), 2);
        // then
        assertThat(after.recoveries().get(TUNNEL)).isEqualTo(new RecoveryProgress(2, NOW.plusSeconds(2), null));
    }

    @Test
    void aSampleFromBeforeTheWatchBeganDoesNotCount() {
        assertThat(good(good(begun, 0), -5).recoveries()).isEmpty();
    }

    @Test
    void afterAShiftOnlyLaterSamplesCount() {
        OriginalPathStatus after = begun.countingFrom(NOW.plusSeconds(10));
        assertThat(good(after, 9).recoveries()).isEmpty();
        assertThat(good(after, 11).recoveries()).hasSize(1);
    }

    @Test
    void eachTunnelRecoversByItsOwnPath() {
        // given one path that stays good, and one that does not
        PathSample bad = new PathSample.Bad(List.of("prague-vienna"));
        // when
        OriginalPathStatus after = begun;
        for (int second = 1; second <= 31; second += 10) {
            PathSample good = new PathSample.Good(NOW.plusSeconds(second));
            PathSample other = second == 21 ? bad : good;
            after = after.observed(TWO, new PathObservation(Map.of(TUNNEL, good, "other", other)), 2, HOLD);
        }
        // then
        assertThat(after.held()).containsExactly(TUNNEL);
        assertThat(after.recoveries().get("other")).isEqualTo(new RecoveryProgress(1, NOW.plusSeconds(31), null));
    }

    @Test
    void tunnelsThatRecoverSoonAfterEachOtherAreHeldTogether() {
        // given one whose hold is over, and one that recovered some seconds later
        PathSample sample = new PathSample.Good(NOW.plusSeconds(1));
        OriginalPathStatus first = begun.observed(TWO, new PathObservation(Map.of(TUNNEL, sample)), 1, HOLD);
        PathSample later = new PathSample.Good(HOLD.plusSeconds(1));
        OriginalPathStatus after =
                first.observed(TWO, new PathObservation(Map.of(TUNNEL, later, "other", later)), 1, HOLD.plusSeconds(5));
        // then
        assertThat(after.heldTogether(Duration.ofSeconds(10))).isEmpty();
        assertThat(after.heldTogether(Duration.ofSeconds(4))).containsExactly(TUNNEL);
    }

    private static OriginalPathStatus good(OriginalPathStatus paths, int second) {
        PathSample sample = new PathSample.Good(NOW.plusSeconds(second));
        return paths.observed(List.of(TUNNEL), new PathObservation(Map.of(TUNNEL, sample)), 3, HOLD);
    }
}
