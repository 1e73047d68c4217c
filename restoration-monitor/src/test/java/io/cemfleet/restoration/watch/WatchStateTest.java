package io.cemfleet.restoration.watch;

import static io.cemfleet.restoration.RestorationFixtures.OVER_PRAGUE;
import static io.cemfleet.restoration.RestorationFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.restoration.RestorationFixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchStateTest {
    private static final String TUNNEL = RestorationFixtures.TUNNEL;
    private static final Instant NOW = RestorationFixtures.NOW;
    private static final Instant HOLD = NOW.plusSeconds(30);
    private final WatchState.Watching watch = RestorationFixtures.watch();
    private final WatchState.CuttingOver cuttingOver = RestorationFixtures.cuttingOver(watch);

    @Test
    void startingAgainForgetsTheRowAndTheHoldTimer() {
        // given
        WatchState.Holding holding = watch.with(good(watch.paths(), 1)).hold(HOLD);
        // when
        WatchState.Watching again = holding.startAgain();
        // then
        assertThat(again.stage()).isEqualTo(WatchStage.WATCHING);
        assertThat(again.paths().recoveries()).isEmpty();
    }

    @Test
    void aRelapseRequestsAllTrafficBackAndIsCounted() {
        // given half of the traffic on the original path
        WatchState.CuttingOver half = cuttingOver.succeeded(TUNNEL, 50).stageDone(NOW);
        // when
        WatchState.BringingBack after = half.with(half.call().failedOnce()).relapsing(List.of("prague-vienna"));
        // then
        assertThat(after.stage()).isEqualTo(WatchStage.WATCHING);
        assertThat(after.tunnels().allProtected()).isFalse();
        assertThat(after.traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(after.core().relapses()).isEqualTo(1);
        assertThat(after.call().attempts()).isZero();
        // and once it is back, it is watched as at first
        WatchState.Watching back = after.succeeded(TUNNEL, 100).broughtBack(NOW.plusSeconds(9));
        assertThat(back.tunnels().allProtected()).isTrue();
        assertThat(back.returnBegun()).isFalse();
    }

    @Test
    void aRelapseThatIsNotReportedYetCountsInTheNextWatchToo() {
        // given a relapse, and a request that was under way before it was reported
        WatchState relapsed = cuttingOver.relapsing(List.of("prague-vienna"));
        // when
        WatchState next =
                WatchState.begin(RestorationFixtures.request("INC-2026-0001", 2, TUNNEL), TASK, NOW, relapsed);
        // then
        assertThat(next.core().relapses()).isEqualTo(1);
    }

    @Test
    void aRelapseAlsoBringsBackWhatMayHaveMoved() {
        WatchState.CuttingOver moving = cuttingOver.moving(Map.of(TUNNEL, 75));
        assertThat(moving.relapsing(List.of()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void afterAShiftOnlyLaterSamplesCount() {
        OriginalPathStatus after =
                cuttingOver.succeeded(TUNNEL, 75).stageDone(NOW.plusSeconds(10)).paths();
        assertThat(good(after, 9).recoveries()).isEmpty();
        assertThat(good(after, 11).recoveries()).hasSize(1);
    }

    @Test
    void anAnswerEndsTheSilence() {
        // given
        PendingCall silent = PendingCall.NONE.unanswered(NOW).reportedStuck();
        WatchState.CuttingOver cutting = cuttingOver.with(silent);
        // then
        assertThat(silent.unanswered(NOW.plusSeconds(9)).unansweredSince()).isEqualTo(NOW);
        assertThat(cutting.stageDone(NOW).call().unansweredSince()).isNull();
        assertThat(cutting.stageDone(NOW).call().reported()).isFalse();
        assertThat(silent.failedOnce().unansweredSince()).isNull();
    }

    @Test
    void aWatchThatTakesOverBringsBackWhatMayHaveMoved() {
        assertThat(takenOver(cuttingOver.moving(Map.of(TUNNEL, 75)).canceled())
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cuttingOver.succeeded(TUNNEL, 50)).traffic().moving())
                .isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cuttingOver.succeeded(TUNNEL, 0).dropped(TUNNEL, true))
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void aWatchThatTakesOverBeforeAnythingMovedHasNothingToBringBack() {
        assertThat(takenOver(watch.hold(NOW))).isInstanceOf(WatchState.Watching.class);
        assertThat(takenOver(cuttingOver)).isInstanceOf(WatchState.Watching.class);
    }

    @Test
    void aTunnelThatWasRemovedAndMadeAgainCarriesAllItsTraffic() {
        WatchState.CleaningUp cleaningUp = cuttingOver.succeeded(TUNNEL, 0).cleanUp();
        assertThat(takenOver(cleaningUp.succeeded(TUNNEL, 0).ended())).isInstanceOf(WatchState.Watching.class);
    }

    @Test
    void onlyHeldTunnelsMayBeMoved() {
        // given one whose hold is over, and one that has just recovered
        WatchState.Watching two = (WatchState.Watching)
                WatchState.begin(RestorationFixtures.request("INC-2026-0001", 1, TUNNEL, "other"), TASK, NOW, null);
        RecoveryProgress over = new RecoveryProgress(4, NOW.plusSeconds(31), HOLD);
        RecoveryProgress recent = new RecoveryProgress(1, NOW.plusSeconds(31), null);
        OriginalPathStatus paths =
                new OriginalPathStatus(Map.of(TUNNEL, over, "other", recent), NOW, NOW, false, List.of());
        // when
        WatchState.CuttingOver cutting = two.with(paths).hold(HOLD).cutOver(Set.of());
        // then
        assertThat(cutting.able(List.of(TUNNEL, "other"), NOW)).containsExactly(TUNNEL);
    }

    @Test
    void whatIsSetAsideWaitsAndIsNotTakenForProtected() {
        // given
        WatchState.CuttingOver moving = cuttingOver.moving(Map.of(TUNNEL, 75));
        // when
        WatchState.CuttingOver aside = moving.aside(Set.of(TUNNEL), NOW.plusSeconds(30));
        // then
        assertThat(aside.tunnels().allProtected()).isFalse();
        assertThat(aside.able(List.of(TUNNEL), NOW)).isEmpty();
        assertThat(aside.able(List.of(TUNNEL), NOW.plusSeconds(30))).containsExactly(TUNNEL);
        assertThat(aside.relapsing(List.of()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(aside).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(aside.succeeded(TUNNEL, 75).traffic().rounds(TUNNEL)).isZero();
    }

    @Test
    void aPartThatDidNotReturnIsNoLongerChosenWhileWatching() {
        assertThat(cuttingOver.waitAgain().traffic().returning()).isEmpty();
    }

    @Test
    void aWatchWithoutTunnelsEndsByWhatIsLeftOfThem() {
        assertThat(cuttingOver.dropped(TUNNEL, false).ended()).isInstanceOf(WatchState.Canceled.class);
        assertThat(cuttingOver.dropped(TUNNEL, true).ended()).isInstanceOf(WatchState.CleanupFailed.class);
        assertThat(cuttingOver.cleanUp().succeeded(TUNNEL, 0).ended()).isInstanceOf(WatchState.Restored.class);
        assertThat(cuttingOver.cleanUp().dropped(TUNNEL, true).ended()).isInstanceOf(WatchState.CleanupFailed.class);
    }

    @Test
    void aReturnHasBegunWithTheFirstStageAndHasWithAnEnd() {
        assertThat(watch.returnBegun()).isFalse();
        assertThat(cuttingOver.returnBegun()).isFalse();
        assertThat(cuttingOver.stageDone(NOW).returnBegun()).isTrue();
        assertThat(cuttingOver.stageDone(NOW).stageDone(NOW).cutoverStage()).isEqualTo(2);
        assertThat(watch.canceled().returnBegun()).isTrue();
        assertThat(PendingCall.NONE.failedOnce().failedOnce().attempts()).isEqualTo(2);
    }

    @Test
    void aTunnelOnAnotherPathCarriesItsTrafficThereOnlySinceThen() {
        // given
        Instant steered = NOW.minusSeconds(300);
        WatchState first = onPath(OVER_PRAGUE, 1, steered, NOW.minusSeconds(290), null);
        assertThat(steeredAt(first)).isEqualTo(steered);
        // when the path or its version changes, and the time of steering does not
        WatchState other = onPath(List.of("frankfurt-munich", "munich-vienna"), 2, steered, NOW, first);
        WatchState version = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(other)).isEqualTo(NOW);
        assertThat(steeredAt(version)).isEqualTo(NOW);
    }

    @Test
    void aPathThatStaysKeepsItsMomentUntilItIsSteeredAgain() {
        // given a path that took over from another
        Instant steered = NOW.minusSeconds(300);
        WatchState first = onPath(List.of("frankfurt-munich"), 1, steered, NOW.minusSeconds(290), null);
        WatchState moved = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, steered, NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW);
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, NOW.plusSeconds(50), NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW.plusSeconds(50));
    }

    private static OriginalPathStatus good(OriginalPathStatus paths, int second) {
        PathSample sample = new PathSample.Good(NOW.plusSeconds(second));
        return paths.observed(List.of(TUNNEL), new PathObservation(Map.of(TUNNEL, sample)), 3, HOLD);
    }

    private static WatchState onPath(
            List<String> links, long version, Instant steered, Instant now, @Nullable WatchState before) {
        MonitorRestoration.Request request = RestorationFixtures.with(
                RestorationFixtures.request("INC-2026-0001", version, TUNNEL),
                watched -> RestorationFixtures.onPath(watched, links, version, steered));
        return WatchState.begin(request, UUID.randomUUID(), now, before);
    }

    private static @Nullable Instant steeredAt(WatchState watch) {
        return watch.protections().getFirst().steeredAt();
    }

    private static WatchState takenOver(WatchState before) {
        return WatchState.begin(
                RestorationFixtures.request("INC-2026-0001", 2, TUNNEL), UUID.randomUUID(), NOW, before);
    }
}
