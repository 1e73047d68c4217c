package io.cemfleet.restoration.watch;

import static io.cemfleet.restoration.RestorationFixtures.OVER_PRAGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.restoration.RestorationFixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of one tunnel is independent of the others. */
class WatchedTunnelsTest {
    private static final Instant NOW = RestorationFixtures.NOW;
    private static final String ONE = "tunnel-1";
    private static final String TWO = "tunnel-2";
    private final WatchedTunnels both = RestorationFixtures.watchOver(ONE, TWO).tunnels();
    private final WatchedTunnels moving = both.returning(Set.of(ONE, TWO)).moving(Map.of(ONE, 75, TWO, 75));

    @Test
    void anAnswerSettlesItsOwnTunnelOnly() {
        TunnelTraffic traffic = moving.settled(ONE, 75).traffic();

        assertThat(traffic.weights()).isEqualTo(Map.of(ONE, 75, TWO, 100));
        assertThat(traffic.moving()).isEqualTo(Map.of(TWO, 75));
        assertThat(traffic.returning()).containsExactlyInAnyOrder(ONE, TWO);
    }

    @Test
    void aTunnelThatIsGoneOrDroppedLeavesTheOthersAsTheyAre() {
        for (WatchedTunnels left : List.of(moving.gone(ONE), moving.dropped(ONE, false))) {
            assertThat(left.ids()).containsExactly(TWO);
            assertThat(left.none()).isFalse();
            assertThat(left.traffic().moving()).isEqualTo(Map.of(TWO, 75));
            assertThat(left.traffic().returning()).containsExactly(TWO);
            assertThat(left.traffic().left()).isEmpty();
        }
        assertThat(moving.dropped(ONE, true).traffic().left()).containsExactly(ONE);
        assertThat(moving.gone(ONE).gone(TWO).none()).isTrue();
    }

    @Test
    void whatIsSetAsideStaysSoUntilItsOwnAnswer() {
        // given
        WatchedTunnels aside = moving.aside(Set.of(ONE, TWO), NOW.plusSeconds(30));
        assertThat(aside.traffic().moving()).isEmpty();
        assertThat(aside.traffic().returning()).isEmpty();
        // then
        assertThat(aside.settled(ONE, 75).traffic().aside()).containsOnlyKeys(TWO);
        assertThat(aside.gone(ONE).traffic().aside()).containsOnlyKeys(TWO);
        assertThat(aside.dropped(ONE, true).traffic().aside()).containsOnlyKeys(TWO);
        assertThat(aside.aside(Set.of(ONE), NOW).traffic().rounds(ONE)).isEqualTo(2);
        assertThat(aside.traffic().rounds(TWO)).isEqualTo(1);
        assertThat(both.traffic().rounds(ONE)).isZero();
    }

    @Test
    void othersAreLeftToDoUnlessTheyWaitThemselves() {
        assertThat(both.others(Set.of(ONE), NOW)).isTrue();
        assertThat(both.others(Set.of(ONE, TWO), NOW)).isFalse();
        // given
        WatchedTunnels aside = both.aside(Set.of(TWO), NOW.plusSeconds(30));
        // then
        assertThat(aside.others(Set.of(ONE), NOW)).isFalse();
        assertThat(aside.others(Set.of(ONE), NOW.plusSeconds(30))).isTrue();
    }

    @Test
    void onlyTunnelsWithTrafficCarry() {
        WatchedTunnels empty = both.settled(ONE, 0).settled(TWO, 1);

        assertThat(empty.carrying())
                .extracting(MonitorRestoration.WatchedProtection::tunnelId)
                .containsExactly(TWO);
    }

    @Test
    void onlyTrafficThatMayHaveLeftItsTunnelIsPutBack() {
        assertThat(both.settled(ONE, 75).allBack().traffic().moving()).isEqualTo(Map.of(ONE, 100));
        assertThat(both.aside(Set.of(TWO), NOW).allBack().traffic().moving()).isEqualTo(Map.of(TWO, 100));
        assertThat(both.aside(Set.of(TWO), NOW).allBack().traffic().aside()).isEmpty();
    }

    @Test
    void aPartIsBackWhenNoneOfItsTunnelsCarriesAnything() {
        assertThat(both.traffic().partReturned()).isFalse();
        assertThat(moving.settled(ONE, 0).traffic().partReturned()).isFalse();
        assertThat(moving.settled(ONE, 0).settled(TWO, 0).traffic().partReturned())
                .isTrue();
    }

    @Test
    void eachTunnelKeepsTheMomentFromWhichItsOwnPathIsTaken() {
        // given
        Instant steered = NOW.minusSeconds(300);
        MonitorRestoration.Request first = RestorationFixtures.with(
                RestorationFixtures.request(RestorationFixtures.INCIDENT, 1, ONE, TWO),
                watched -> RestorationFixtures.onPath(watched, OVER_PRAGUE, 1, steered));
        WatchState before = WatchState.begin(first, RestorationFixtures.TASK, NOW, null);
        // when the second tunnel has another path
        MonitorRestoration.Request next = RestorationFixtures.with(
                first,
                watched -> RestorationFixtures.onPath(
                        watched, OVER_PRAGUE, watched.tunnelId().equals(TWO) ? 2 : 1, steered));
        WatchState after = WatchState.begin(next, RestorationFixtures.TASK, NOW.plusSeconds(60), before);
        // then
        assertThat(after.protections())
                .extracting(MonitorRestoration.WatchedProtection::steeredAt)
                .containsExactly(steered, NOW.plusSeconds(60));
        assertThat(after.core().version()).isEqualTo(before.core().version() + 1);
    }
}
