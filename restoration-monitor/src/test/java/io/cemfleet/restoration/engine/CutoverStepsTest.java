package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.OTHER;
import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static io.cemfleet.restoration.engine.ScriptedWatch.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One step of a cutover, and the next. */
class CutoverStepsTest {
    private static final PathSample BAD = new PathSample.Bad(List.of("prague-vienna"));
    private static final PathSample MISSING = new PathSample.Missing("no measurement");
    private static final TunnelCallOutcome REFUSED = new TunnelCallOutcome.Failed("automation_stopped", "drill", false);

    private final ScriptedWatch script = new ScriptedWatch();

    private WatchState.CuttingOver moving(Map<String, Integer> targets) {
        return script.cuttingOver(TUNNEL, OTHER).cutOver(targets.keySet()).moving(targets);
    }

    @Test
    void aMoveIsStoredBeforeItIsRequested() {
        // given
        script.good(TUNNEL);
        script.fits(Map.of(TUNNEL, 75));
        // when
        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL));
        // then
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 75));
        assertThat(step.pause()).isZero();
        verify(script.calls, never()).shift(any());
    }

    @Test
    void aMoveThatWasCarriedOutIsAStage() {
        // given
        script.good(TUNNEL, OTHER);
        script.answers(Map.of(TUNNEL, new TunnelCallOutcome.Done(75)));
        // when
        WatchStepResult step = script.cutover.cutOver(moving(Map.of(TUNNEL, 75)));
        // then
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(60));
        assertThat(ScriptedWatch.only(step).tunnels()).containsExactly(TUNNEL);
        assertThat(ScriptedWatch.only(step).details())
                .isEqualTo(new RestorationDetails.CutoverStage(
                        1, 75, 25, List.of(RestorationDetails.TunnelWeights.carrying(TUNNEL, 75))));
    }

    @Test
    void theNextStageNeedsASampleTakenSinceTheLast() {
        // given
        script.fits(Map.of(TUNNEL, 50));
        WatchState.CuttingOver stage =
                script.cuttingOver(TUNNEL).succeeded(TUNNEL, 75).stageDone(script.clock.instant());
        // when the path is good as it was before the traffic moved
        script.good(TUNNEL);
        WatchStepResult early = script.cutover.cutOver(stage);
        // then
        assertThat(early.after().traffic().moving()).isEmpty();
        assertThat(early.pause()).isEqualTo(Duration.ofSeconds(2));
        // and when it was measured since
        script.clock.move(Duration.ofSeconds(1));
        script.good(TUNNEL);
        assertThat(script.cutover.cutOver(stage).after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 50));
    }

    @Test
    void aPartWhoseTrafficIsBackIsCleanedUp() {
        // given
        WatchState.CuttingOver back =
                script.cuttingOver(TUNNEL).succeeded(TUNNEL, 0).stageDone(script.clock.instant());
        script.clock.move(Duration.ofSeconds(1));
        script.good(TUNNEL);
        // when
        WatchStepResult step = script.cutover.cutOver(back);
        // then
        assertThat(step.after()).isInstanceOf(WatchState.CleaningUp.class);
        assertThat(step.after().traffic().returning()).containsExactly(TUNNEL);
    }

    @Test
    void aPathThatBreaksSendsTheTrafficBack() {
        // given
        script.measured(Map.of(TUNNEL, BAD));
        // when
        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL).succeeded(TUNNEL, 75));
        // then
        assertThat(step.after()).isInstanceOfSatisfying(WatchState.BringingBack.class, back -> {
            assertThat(back.relapsedOn()).containsExactly("prague-vienna");
            assertThat(back.traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        });
    }

    @Test
    void aPathThatBreaksForAProtectedTunnelStopsNoOther() {
        // given
        script.measured(Map.of(TUNNEL, new PathSample.Good(script.clock.instant()), OTHER, BAD));
        script.answers(Map.of(TUNNEL, new TunnelCallOutcome.Done(75)));
        // when
        WatchStepResult step = script.cutover.cutOver(moving(Map.of(TUNNEL, 75)));
        // then
        assertThat(events(step)).containsExactly("cutover_stage");
    }

    @Test
    void nothingMovesWithoutAGoodSample() {
        // given
        script.measured(Map.of(TUNNEL, MISSING));
        // when
        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL).moving(Map.of(TUNNEL, 75)));
        // then
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 75));
        verify(script.calls, never()).shift(any());
    }

    @Test
    void whatIsNotMeasuredIsSetAsideWhereOthersCanGoOn() {
        // given
        script.measured(Map.of(TUNNEL, new PathSample.Good(script.clock.instant()), OTHER, MISSING));
        // when
        WatchStepResult step = script.cutover.cutOver(moving(Map.of(TUNNEL, 75, OTHER, 75)));
        // then
        assertThat(step.after().traffic().aside()).containsOnlyKeys(OTHER);
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 75));
        assertThat(step.pause()).isZero();
    }

    @Test
    void aRefusedMoveIsRepeatedAsItIs() {
        // given
        script.good(TUNNEL);
        script.answers(Map.of(TUNNEL, REFUSED));
        // when
        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL).moving(Map.of(TUNNEL, 75)));
        // then
        assertThat(events(step)).containsExactly("cutover_held");
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(4));
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 75));
    }

    @Test
    void aTunnelThatIsRefusedDoesNotHoldUpTheOthers() {
        // given
        script.good(TUNNEL, OTHER);
        script.answers(Map.of(TUNNEL, REFUSED, OTHER, new TunnelCallOutcome.Done(75)));
        // when
        WatchStepResult step = script.cutover.cutOver(moving(Map.of(TUNNEL, 75, OTHER, 75)));
        // then
        assertThat(events(step)).containsExactly("cutover_held", "cutover_stage");
        assertThat(step.reports().getLast().tunnels()).containsExactly(OTHER);
        assertThat(step.after().traffic().aside())
                .containsEntry(
                        TUNNEL,
                        new TunnelTraffic.DeferredTunnel(
                                1, script.clock.instant().plusSeconds(30)));
    }

    @Test
    void whatAnEarlierTryMovedIsReportedWithTheStage() {
        // given a move of two tunnels of which the first was carried out
        script.good(TUNNEL, OTHER);
        WatchState.CuttingOver half = moving(Map.of(TUNNEL, 75, OTHER, 75)).succeeded(TUNNEL, 75);
        script.answers(Map.of(OTHER, new TunnelCallOutcome.Done(75)));
        // when
        WatchStepResult step = script.cutover.cutOver(half.with(half.call().failedOnce()));
        // then
        assertThat(ScriptedWatch.only(step).tunnels()).containsExactly(TUNNEL, OTHER);
    }

    @Test
    void aPartThatLeftTheWatchIsNoStageAndAnotherIsChosen() {
        // given
        script.good(TUNNEL, OTHER);
        script.answers(Map.of(TUNNEL, new TunnelCallOutcome.OtherPath()));
        // when
        WatchStepResult step = script.cutover.cutOver(moving(Map.of(TUNNEL, 75)));
        // then
        assertThat(events(step)).containsExactly("cutover_held");
        assertThat(step.after().traffic().returning()).isEmpty();
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aNewerPlanCancelsTheWatch() {
        script.good(TUNNEL);
        script.answers(Map.of(TUNNEL, new TunnelCallOutcome.Superseded()));

        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL).moving(Map.of(TUNNEL, 75)));

        assertThat(step.after()).isInstanceOf(WatchState.Canceled.class);
    }

    @Test
    void aWatchWithoutTunnelsEnds() {
        WatchState.CuttingOver none = script.cuttingOver(TUNNEL).dropped(TUNNEL, true);

        assertThat(script.cutover.cutOver(none).after()).isInstanceOf(WatchState.CleanupFailed.class);
    }

    @Test
    void anotherPartIsChosenAndItsMoveStoredWithIt() {
        // given no part, and one of two tunnels that fits
        script.good(TUNNEL, OTHER);
        script.fits(Map.of(OTHER, 75));
        // when
        WatchStepResult step =
                script.cutover.cutOver(script.cuttingOver(TUNNEL, OTHER).cutOver(Set.of()));
        // then
        assertThat(step.after().traffic().returning()).containsExactly(OTHER);
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(OTHER, 75));
    }

    @Test
    void whereNothingFitsTheTrafficWaitsAndTheFullLinksAreReportedOnce() {
        // given
        script.good(TUNNEL);
        script.full(TUNNEL);
        // when
        WatchStepResult step = script.cutover.cutOver(script.cuttingOver(TUNNEL));
        // then
        assertThat(events(step)).containsExactly("restoration_deferred");
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(step.after().traffic().returning()).isEmpty();
        assertThat(events(script.cutover.cutOver((WatchState.CuttingOver) step.after())))
                .isEmpty();
    }

    @Test
    void whereNoPathIsHeldAnyLongerItIsWatchedAsAtFirst() {
        // given
        WatchState.CuttingOver nothingHeld =
                RestorationFixtures.watch().hold(script.clock.instant()).cutOver(Set.of());
        script.measured(Map.of(TUNNEL, MISSING));
        // when
        WatchStepResult step = script.cutover.cutOver(nothingHeld);
        // then
        assertThat(step.after()).isInstanceOf(WatchState.Watching.class);
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(30));
    }
}
