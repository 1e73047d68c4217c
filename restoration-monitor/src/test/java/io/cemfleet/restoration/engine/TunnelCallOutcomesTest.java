package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.OTHER;
import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationStep;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an answer of tunnel-provisioning means for the watch. */
class TunnelCallOutcomesTest {
    private static final TunnelCallOutcome REFUSED = new TunnelCallOutcome.Failed("automation_stopped", "drill", false);
    private static final TunnelCallOutcome FAILED = new TunnelCallOutcome.Failed("cnc_unavailable", "timeout", true);
    private static final TunnelCallOutcome NEVER = new TunnelCallOutcome.Failed("unknown_tunnel", "gone", false);
    private static final TunnelCallOutcome SILENCE = new TunnelCallOutcome.Unknown("no answer");

    private final ScriptedWatch script = new ScriptedWatch();
    private final WatchState.CuttingOver moving =
            script.cuttingOver(TUNNEL, OTHER).moving(Map.of(TUNNEL, 75));
    private final WatchState.CleaningUp cleaningUp =
            script.cuttingOver(TUNNEL).succeeded(TUNNEL, 0).cleanUp();

    private <S extends WatchState.Calling<S>> AppliedOutcomes.Applied<S> apply(S watch, TunnelCallOutcome outcome) {
        return (AppliedOutcomes.Applied<S>) script.outcomes.apply(watch, Map.of(TUNNEL, outcome));
    }

    @Test
    void aWeightThatWasReadBackIsTheTunnels() {
        var applied = apply(moving, new TunnelCallOutcome.Done(75));

        assertThat(applied.done()).isTrue();
        assertThat(applied.reports()).isEmpty();
        assertThat(applied.after().tunnels().weight(TUNNEL)).isEqualTo(75);
        assertThat(applied.after().pending()).isEmpty();
    }

    @Test
    void aNewerPlanEndsAllWrites() {
        assertThat(script.outcomes.apply(moving, Map.of(OTHER, new TunnelCallOutcome.Superseded(), TUNNEL, FAILED)))
                .isInstanceOf(AppliedOutcomes.Superseded.class);
    }

    @Test
    void aTunnelWithAnotherPathLeavesTheWatchToTheNewerPlan() {
        var applied = apply(moving, new TunnelCallOutcome.OtherPath());

        assertThat(applied.done()).isTrue();
        assertThat(applied.after().tunnels().ids()).containsExactly(OTHER);
        assertThat(applied.after().traffic().left()).isEmpty();
        assertThat(hold(applied.reports()).code()).isEqualTo("path_version_mismatch");
    }

    @Test
    void aRefusalIsReportedAtOnceAndRepeatedWithoutAnotherReport() {
        // when
        var first = apply(moving, REFUSED);
        var second = apply(first.after(), REFUSED);
        // then
        assertThat(first.done()).isFalse();
        assertThat(first.reports().getFirst().tunnels()).containsExactly(TUNNEL);
        assertThat(hold(first.reports()).during()).isEqualTo(RestorationStep.CUTOVER);
        assertThat(hold(first.reports()).tunnels())
                .containsExactly(RestorationDetails.TunnelWeights.carrying(TUNNEL, 100));
        assertThat(first.after().pending()).containsExactly(TUNNEL);
        assertThat(second.reports()).isEmpty();
        assertThat(second.after().call().attempts()).isEqualTo(2);
    }

    @Test
    void aFailureIsRepeatedWithGrowingPausesAndReportedOnceAtTheFifth() {
        // when
        WatchState.CuttingOver watch = moving;
        List<Long> pauses = new ArrayList<>();
        List<Integer> reports = new ArrayList<>();
        for (int attempt = 1; attempt <= 6; attempt++) {
            var applied = apply(watch, FAILED);
            watch = applied.after();
            pauses.add(applied.pause().toSeconds());
            reports.add(applied.reports().size());
        }
        // then no longer than a poll
        assertThat(pauses).containsExactly(4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(reports).containsExactly(0, 0, 0, 0, 1, 0);
    }

    @Test
    void aRefusalIsReportedBeforeTheFailuresBesideIt() {
        var applied = (AppliedOutcomes.Applied<WatchState.CuttingOver>) script.outcomes.apply(
                moving.moving(Map.of(TUNNEL, 75, OTHER, 75)), Map.of(OTHER, FAILED, TUNNEL, REFUSED));

        assertThat(hold(applied.reports()).code()).isEqualTo("automation_stopped");
    }

    @Test
    void whatCanNeverBeMovedIsLeftToOperatorsAndTheOthersGoOn() {
        var applied = apply(moving, NEVER);

        assertThat(applied.done()).isTrue();
        assertThat(applied.after().tunnels().ids()).containsExactly(OTHER);
        assertThat(applied.after().traffic().left()).containsExactly(TUNNEL);
        assertThat(cleanup(applied.reports()).attempts()).isEqualTo(1);
        assertThat(cleanup(applied.reports()).during()).isEqualTo(RestorationStep.CUTOVER);
    }

    @Test
    void aDeletionIsGivenUpWhenRefusedOrAtItsLastAttempt() {
        assertThat(apply(cleaningUp, REFUSED).after().traffic().left()).containsExactly(TUNNEL);
        // given four failed attempts
        WatchState.CleaningUp watch = cleaningUp;
        for (int attempt = 1; attempt <= 4; attempt++) {
            watch = apply(watch, FAILED).after();
            assertThat(watch.traffic().left()).isEmpty();
        }
        // when
        var last = apply(watch, FAILED);
        // then
        assertThat(last.after().traffic().left()).containsExactly(TUNNEL);
        assertThat(cleanup(last.reports()).attempts()).isEqualTo(5);
        assertThat(cleanup(last.reports()).during()).isEqualTo(RestorationStep.CLEANUP);
    }

    @Test
    void aMissingAnswerIsAwaitedUnderItsTaskIdAndReportedAfterFiveMinutes() {
        // given
        var first = apply(moving, SILENCE);
        assertThat(first.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(first.reports()).isEmpty();
        assertThat(first.after().call().attempts()).isZero();
        // when
        script.clock.move(Duration.ofMinutes(5).minusMillis(1));
        assertThat(apply(first.after(), SILENCE).reports()).isEmpty();
        script.clock.move(Duration.ofMillis(1));
        var late = apply(first.after(), SILENCE);
        // then
        assertThat(hold(late.reports()).code()).isEqualTo("unreachable");
        assertThat(late.pause()).isEqualTo(Duration.ofSeconds(30));
        var later = apply(late.after(), SILENCE);
        assertThat(later.reports()).isEmpty();
        assertThat(later.pause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(later.after().call().unansweredSince())
                .isEqualTo(first.after().call().unansweredSince());
    }

    @Test
    void aMissingAnswerComesBeforeAFailureOfAnotherTunnel() {
        var applied = (AppliedOutcomes.Applied<WatchState.CuttingOver>) script.outcomes.apply(
                moving.moving(Map.of(TUNNEL, 75, OTHER, 75)), Map.of(OTHER, FAILED, TUNNEL, SILENCE));

        assertThat(applied.after().call().attempts()).isZero();
        assertThat(applied.after().call().unansweredSince()).isNotNull();
    }

    @Test
    void aDeletionThatIsStuckIsReportedAsGoingOn() {
        var silent = apply(cleaningUp, SILENCE);
        script.clock.move(Duration.ofMinutes(5));

        var applied = apply(silent.after(), SILENCE);

        assertThat(cleanup(applied.reports()).goesOn()).isTrue();
        assertThat(cleanup(applied.reports()).attempts()).isNull();
    }

    @Test
    void whatWasReportedBeforeItWasSetAsideIsNotReportedAgain() {
        // given
        WatchState.CuttingOver again =
                moving.aside(Set.of(TUNNEL), script.clock.instant()).moving(Map.of(TUNNEL, 75));
        // when
        var applied = apply(again, REFUSED);
        // then
        assertThat(applied.reports()).isEmpty();
        assertThat(applied.after().call().reported()).isTrue();
    }

    @Test
    void aRefusalSaysWhetherTrafficWasToRelapseOrToReturn() {
        // given traffic that a broken cutover moved, and traffic that an earlier watch moved
        WatchState.CuttingOver moved = moving.succeeded(TUNNEL, 75);
        var relapse = apply(moved.relapsing(List.of("prague-vienna")), REFUSED);
        var earlier = apply(moved.relapsing(List.of()), REFUSED);
        // then
        assertThat(hold(relapse.reports()).during()).isEqualTo(RestorationStep.RELAPSE);
        assertThat(hold(earlier.reports()).during()).isEqualTo(RestorationStep.RETURN);
    }

    private static RestorationDetails.CutoverHold hold(List<WatchReport> reports) {
        assertThat(reports).singleElement().extracting(WatchReport::event).isEqualTo(RestorationEvent.CUTOVER_HELD);
        return (RestorationDetails.CutoverHold) reports.getFirst().details();
    }

    private static RestorationDetails.CleanupFailure cleanup(List<WatchReport> reports) {
        assertThat(reports).singleElement().extracting(WatchReport::event).isEqualTo(RestorationEvent.CLEANUP_FAILED);
        return (RestorationDetails.CleanupFailure) reports.getFirst().details();
    }
}
