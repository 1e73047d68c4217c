package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static io.cemfleet.restoration.engine.ScriptedWatch.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Traffic goes back to its tunnels. */
class BringBackStepsTest {
    private static final TunnelCallOutcome BACK = new TunnelCallOutcome.Done(100);
    private final ScriptedWatch script = new ScriptedWatch();

    private WatchStepResult bringBack(TunnelCallOutcome answer, String... broken) {
        script.answers(Map.of(TUNNEL, answer));
        return script.bringBack.bringBack(
                script.cuttingOver(TUNNEL).succeeded(TUNNEL, 50).relapsing(List.of(broken)));
    }

    @Test
    void aRelapseIsReportedOnceTheTrafficIsBack() {
        WatchStepResult step = bringBack(BACK, "prague-vienna");

        assertThat(step.after()).isInstanceOfSatisfying(WatchState.Watching.class, watching -> {
            assertThat(watching.tunnels().allProtected()).isTrue();
            assertThat(watching.paths().countsAfter()).isEqualTo(script.clock.instant());
        });
        assertThat(ScriptedWatch.only(step).details())
                .isEqualTo(new RestorationDetails.Relapse(List.of("prague-vienna"), 1));
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatAnEarlierWatchMovedComesBackWithoutAReport() {
        WatchStepResult step = bringBack(BACK);

        assertThat(step.after()).isInstanceOf(WatchState.Watching.class);
        assertThat(step.reports()).isEmpty();
        assertThat(step.pause()).isZero();
    }

    @Test
    void untilItIsBackTheSameMoveIsRepeated() {
        WatchStepResult step = bringBack(new TunnelCallOutcome.Failed("cnc_unavailable", "timeout", true), "a-b");

        assertThat(step.after()).isInstanceOf(WatchState.BringingBack.class);
        assertThat(step.after().traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(4));
        assertThat(events(step)).isEmpty();
    }

    @Test
    void aWatchWhoseLastTunnelCanNeverBeMovedEndsAndLeavesItToOperators() {
        WatchStepResult step = bringBack(new TunnelCallOutcome.Failed("unknown_tunnel", "gone", false), "a-b");

        assertThat(step.after()).isInstanceOf(WatchState.CleanupFailed.class);
        assertThat(events(step)).containsExactly("cleanup_failed");
    }

    @Test
    void aNewerPlanCancelsTheWatch() {
        assertThat(bringBack(new TunnelCallOutcome.Superseded(), "a-b").after())
                .isInstanceOf(WatchState.Canceled.class);
    }
}
