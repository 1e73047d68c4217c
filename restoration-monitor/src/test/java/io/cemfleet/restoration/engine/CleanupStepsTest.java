package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.OTHER;
import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static io.cemfleet.restoration.engine.ScriptedWatch.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a part, and of a watch. */
class CleanupStepsTest {
    private static final TunnelCallOutcome REMOVED = new TunnelCallOutcome.Done(0);
    private static final TunnelCallOutcome FAILED = new TunnelCallOutcome.Failed("cnc_unavailable", "timeout", true);

    private final ScriptedWatch script = new ScriptedWatch();

    private WatchState.CleaningUp cleaningUp(String... part) {
        WatchState.CuttingOver cutting = script.cuttingOver(TUNNEL, OTHER).cutOver(Set.of(part));
        for (String tunnel : part) {
            cutting = cutting.succeeded(tunnel, 0);
        }
        return cutting.cleanUp();
    }

    private WatchStepResult cleanUp(WatchState.CleaningUp watch, Map<String, TunnelCallOutcome> answers) {
        script.answers(answers);
        return script.cleanup.cleanUp(watch);
    }

    @Test
    void whereAllTunnelsAreGoneTheWatchIsRestored() {
        WatchStepResult step = cleanUp(cleaningUp(TUNNEL, OTHER), Map.of(TUNNEL, REMOVED, OTHER, REMOVED));

        assertThat(step.after()).isInstanceOf(WatchState.Restored.class);
        assertThat(ScriptedWatch.only(step).details())
                .isEqualTo(new RestorationDetails.Restored(List.of(TUNNEL, OTHER)));
    }

    @Test
    void theNextPartIsChosenAfterTheInterval() {
        WatchStepResult step = cleanUp(cleaningUp(TUNNEL), Map.of(TUNNEL, REMOVED));

        assertThat(events(step)).containsExactly("restored");
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(60));
        assertThat(step.after()).isInstanceOfSatisfying(WatchState.CuttingOver.class, next -> {
            assertThat(next.tunnels().ids()).containsExactly(OTHER);
            assertThat(next.traffic().returning()).isEmpty();
            assertThat(next.paths().countsAfter()).isEqualTo(script.clock.instant());
        });
    }

    @Test
    void aTunnelThatIsStillThereIsRemovedAgainAndNotReportedAsRestored() {
        WatchStepResult step = cleanUp(cleaningUp(TUNNEL, OTHER), Map.of(TUNNEL, REMOVED, OTHER, FAILED));

        assertThat(ScriptedWatch.only(step).details()).isEqualTo(new RestorationDetails.Restored(List.of(TUNNEL)));
        assertThat(step.after())
                .isInstanceOfSatisfying(WatchState.CleaningUp.class, after -> assertThat(after.pending())
                        .containsExactly(OTHER));
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(4));
        // and the first one is not reported twice
        WatchStepResult again = cleanUp((WatchState.CleaningUp) step.after(), Map.of(OTHER, REMOVED));
        assertThat(ScriptedWatch.only(again).details()).isEqualTo(new RestorationDetails.Restored(List.of(OTHER)));
    }

    @Test
    void aTunnelThatIsLeftToOperatorsEndsTheWatchAsFailedAndIsNotRestored() {
        WatchState.CleaningUp last =
                script.cuttingOver(TUNNEL).succeeded(TUNNEL, 0).cleanUp();

        WatchStepResult step =
                cleanUp(last, Map.of(TUNNEL, new TunnelCallOutcome.Failed("automation_stopped", "drill", false)));

        assertThat(step.after()).isInstanceOf(WatchState.CleanupFailed.class);
        assertThat(events(step)).containsExactly("cleanup_failed");
    }

    @Test
    void aStuckDeletionIsSetAsideSoThatOthersMayReturn() {
        // given no answer for five minutes, and a tunnel that has not returned
        WatchState.CleaningUp watch = cleaningUp(TUNNEL);
        watch = watch.with(watch.call().unanswered(script.clock.instant()));
        script.clock.move(Duration.ofMinutes(5));
        // when
        WatchStepResult step = cleanUp(watch, Map.of(TUNNEL, new TunnelCallOutcome.Unknown("no answer")));
        // then
        assertThat(events(step)).containsExactly("cleanup_failed");
        assertThat(step.after()).isInstanceOf(WatchState.CuttingOver.class);
        assertThat(step.after().traffic().aside())
                .containsEntry(
                        TUNNEL,
                        new TunnelTraffic.DeferredTunnel(
                                1, script.clock.instant().plusSeconds(30)));
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aNewerPlanCancelsTheWatch() {
        WatchStepResult step = cleanUp(cleaningUp(TUNNEL), Map.of(TUNNEL, new TunnelCallOutcome.Superseded()));

        assertThat(step.after()).isInstanceOf(WatchState.Canceled.class);
        assertThat(step.reports()).isEmpty();
    }
}
