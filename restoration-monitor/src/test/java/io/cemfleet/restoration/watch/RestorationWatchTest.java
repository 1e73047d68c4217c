package io.cemfleet.restoration.watch;

import static io.cemfleet.restoration.RestorationFixtures.OVER_PRAGUE;
import static io.cemfleet.restoration.RestorationFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestorationWatchTest {
    private static final String TUNNEL = RestorationFixtures.TUNNEL;
    private static final Instant NOW = RestorationFixtures.NOW;
    private static final Instant HOLD = NOW.plusSeconds(30);
    private final RestorationWatch watch = RestorationFixtures.watch();

    @Test
    void aSampleOfTheSameMomentDoesNotCountTwice() {
        // when
        RestorationWatch after = good(good(good(watch, 1), 1), 2);
        // then
        assertThat(after.recoveries().get(TUNNEL)).isEqualTo(new RecoveryProgress(2, NOW.plusSeconds(2), null));
    }

    @Test
    void aSampleFromBeforeTheWatchBeganDoesNotCount() {
        assertThat(good(good(watch, 0), -5).recoveries()).isEmpty();
    }

    @Test
    void startingAgainForgetsTheRowAndTheHoldTimer() {
        // given
        RestorationWatch holding = good(watch, 1).hold(NOW.plusSeconds(30));
        // when
        RestorationWatch again = holding.startAgain();
        // then
        assertThat(again.stage()).isEqualTo(WatchStage.WATCHING);
        assertThat(again.recoveries()).isEmpty();
        assertThat(again.holdUntil()).isNull();
    }

    @Test
    void aRelapseAsksForAllTrafficBackAndIsCounted() {
        // given half of the traffic on the original path
        RestorationWatch half =
                watch.cutOver(Set.of(TUNNEL)).settled(TUNNEL, 50).stageDone(NOW);
        // when
        RestorationWatch after = half.failedOnce().relapsing(List.of("prague-vienna"));
        // then
        assertThat(after.stage()).isEqualTo(WatchStage.WATCHING);
        assertThat(after.settled()).isFalse();
        assertThat(after.traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(after.relapses()).isEqualTo(1);
        assertThat(after.attempts()).isZero();
        // and once it is back, it is watched as at first
        RestorationWatch back = after.settled(TUNNEL, 100).broughtBack(NOW.plusSeconds(9));
        assertThat(back.settled()).isTrue();
        assertThat(back.cutoverStage()).isZero();
    }

    @Test
    void aRelapseThatIsNotReportedYetCountsInTheNextWatchToo() {
        // given a relapse, and a request that was under way before it was reported
        RestorationWatch relapsed = watch.cutOver(Set.of(TUNNEL)).relapsing(List.of("prague-vienna"));
        // when
        RestorationWatch next =
                RestorationWatch.begin(RestorationFixtures.request("INC-2026-0001", 2, TUNNEL), TASK, NOW, relapsed);
        // then
        assertThat(next.relapses()).isEqualTo(1);
    }

    @Test
    void aRelapseAlsoBringsBackWhatMayHaveMoved() {
        RestorationWatch moving = watch.cutOver(Set.of(TUNNEL)).moving(Map.of(TUNNEL, 75));
        assertThat(moving.relapsing(List.of()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void afterAShiftOnlyLaterSamplesCount() {
        RestorationWatch after =
                watch.cutOver(Set.of(TUNNEL)).settled(TUNNEL, 75).stageDone(NOW.plusSeconds(10));
        assertThat(good(after, 9).recoveries()).isEmpty();
        assertThat(good(after, 11).recoveries()).hasSize(1);
    }

    @Test
    void anAnswerEndsTheSilence() {
        // given
        RestorationWatch silent = watch.cutOver(Set.of(TUNNEL)).unanswered(NOW).heldTold(true);
        // then
        assertThat(silent.unanswered(NOW.plusSeconds(9)).unansweredSince()).isEqualTo(NOW);
        assertThat(silent.stageDone(NOW).unansweredSince()).isNull();
        assertThat(silent.stageDone(NOW).heldTold()).isFalse();
        assertThat(silent.failedOnce().unansweredSince()).isNull();
    }

    @Test
    void aWatchIsReadAsItWasStored() throws Exception {
        RestorationWatch moving = watch.cutOver(Set.of(TUNNEL)).moving(Map.of(TUNNEL, 75));
        assertThat(FleetJson.MAPPER.treeToValue(FleetJson.tree(moving), RestorationWatch.class))
                .isEqualTo(moving);
    }

    @Test
    void aWatchThatTakesOverBringsBackWhatMayHaveMoved() {
        RestorationWatch cutting = watch.cutOver(Set.of(TUNNEL));
        assertThat(takenOver(cutting.moving(Map.of(TUNNEL, 75)).end(WatchStage.CANCELED))
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cutting.settled(TUNNEL, 50)).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cutting.settled(TUNNEL, 0).dropped(TUNNEL, true))
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void aWatchThatTakesOverBeforeAnythingMovedHasNothingToBringBack() {
        assertThat(takenOver(watch.hold(NOW)).settled()).isTrue();
        assertThat(takenOver(watch.cutOver(Set.of(TUNNEL))).settled()).isTrue();
    }

    @Test
    void aTunnelThatWasRemovedAndMadeAgainCarriesAllItsTraffic() {
        assertThat(takenOver(watch.settled(TUNNEL, 0).gone(TUNNEL).end(WatchStage.RESTORED))
                        .settled())
                .isTrue();
    }

    @Test
    void eachTunnelRecoversByItsOwnPath() {
        // given one path that stays good, and one that does not
        RestorationWatch two = RestorationWatch.begin(
                RestorationFixtures.request("INC-2026-0001", 1, TUNNEL, "other"), TASK, NOW, null);
        PathSample bad = new PathSample.Bad(List.of("prague-vienna"));
        // when
        RestorationWatch after = two;
        for (int second = 1; second <= 31; second += 10) {
            PathSample good = new PathSample.Good(NOW.plusSeconds(second));
            after = after.seen(new PathObservation(Map.of(TUNNEL, good, "other", second == 21 ? bad : good)), 2, HOLD);
        }
        // then
        assertThat(after.held()).containsExactly(TUNNEL);
        assertThat(after.able(List.of(TUNNEL, "other"), NOW)).containsExactly(TUNNEL);
        assertThat(after.recoveries().get("other")).isEqualTo(new RecoveryProgress(1, NOW.plusSeconds(31), null));
    }

    @Test
    void tunnelsThatRecoverSoonAfterEachOtherAreHeldTogether() {
        // given one whose hold is over, and one that recovered some seconds later
        RestorationWatch two = RestorationWatch.begin(
                RestorationFixtures.request("INC-2026-0001", 1, TUNNEL, "other"), TASK, NOW, null);
        PathSample sample = new PathSample.Good(NOW.plusSeconds(1));
        RestorationWatch first = two.seen(new PathObservation(Map.of(TUNNEL, sample)), 1, HOLD);
        PathSample later = new PathSample.Good(HOLD.plusSeconds(1));
        RestorationWatch after =
                first.seen(new PathObservation(Map.of(TUNNEL, later, "other", later)), 1, HOLD.plusSeconds(5));
        // then
        assertThat(after.heldTogether(Duration.ofSeconds(10))).isEmpty();
        assertThat(after.heldTogether(Duration.ofSeconds(4))).containsExactly(TUNNEL);
    }

    @Test
    void whatIsSetAsideWaitsAndIsNotTakenForProtected() {
        // given
        RestorationWatch moving = watch.cutOver(Set.of(TUNNEL)).moving(Map.of(TUNNEL, 75));
        // when
        RestorationWatch aside = moving.aside(Set.of(TUNNEL), NOW.plusSeconds(30));
        // then
        assertThat(aside.allOnTunnels()).isFalse();
        assertThat(aside.able(List.of(TUNNEL), NOW)).isEmpty();
        assertThat(aside.able(List.of(TUNNEL), NOW.plusSeconds(30))).containsExactly(TUNNEL);
        assertThat(aside.relapsing(List.of()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(aside).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(aside.settled(TUNNEL, 75).traffic().rounds(TUNNEL)).isZero();
    }

    private static RestorationWatch good(RestorationWatch watch, int second) {
        return watch.seen(new PathObservation(Map.of(TUNNEL, new PathSample.Good(NOW.plusSeconds(second)))), 3, HOLD);
    }

    @Test
    void aTunnelOnAnotherPathCarriesItsTrafficThereOnlySinceThen() {
        // given
        Instant steered = NOW.minusSeconds(300);
        RestorationWatch first = onPath(OVER_PRAGUE, 1, steered, NOW.minusSeconds(290), null);
        assertThat(steeredAt(first)).isEqualTo(steered);
        // when the path or its version changes, and the time of steering does not
        RestorationWatch other = onPath(List.of("frankfurt-munich", "munich-vienna"), 2, steered, NOW, first);
        RestorationWatch version = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(other)).isEqualTo(NOW);
        assertThat(steeredAt(version)).isEqualTo(NOW);
    }

    @Test
    void aPathThatStaysKeepsItsMomentUntilItIsSteeredAgain() {
        // given a path that took over from another
        Instant steered = NOW.minusSeconds(300);
        RestorationWatch first = onPath(List.of("frankfurt-munich"), 1, steered, NOW.minusSeconds(290), null);
        RestorationWatch moved = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, steered, NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW);
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, NOW.plusSeconds(50), NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW.plusSeconds(50));
    }

    private static RestorationWatch onPath(
            List<String> links, long version, Instant steered, Instant now, @Nullable RestorationWatch before) {
        MonitorRestoration.Request request = RestorationFixtures.with(
                RestorationFixtures.request("INC-2026-0001", version, TUNNEL),
                watched -> RestorationFixtures.onPath(watched, links, version, steered));
        return RestorationWatch.begin(request, UUID.randomUUID(), now, before);
    }

    private static @Nullable Instant steeredAt(RestorationWatch watch) {
        return watch.protections().getFirst().steeredAt();
    }

    private static RestorationWatch takenOver(RestorationWatch before) {
        return RestorationWatch.begin(
                RestorationFixtures.request("INC-2026-0001", 2, TUNNEL), UUID.randomUUID(), NOW, before);
    }
}
