package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.OTHER;
import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static io.cemfleet.restoration.engine.ScriptedWatch.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From the first good sample to the end of the hold. */
class RecoveryStepsTest {
    private static final Duration POLL = Duration.ofSeconds(30);
    private final ScriptedWatch script = new ScriptedWatch();
    private final WatchState.Watching watch = RestorationFixtures.watch();

    @Test
    void theThirdGoodSampleIsReportedAndStartsTheHold() {
        // given
        WatchStepResult step = WatchStepResult.atOnce(watch);
        for (int sample = 1; sample <= 3; sample++) {
            assertThat(step.reports()).isEmpty();
            script.clock.move(POLL);
            script.good(TUNNEL);
            step = script.recovery.watch((WatchState.Watching) step.after());
        }
        // then
        assertThat(events(step)).containsExactly("sla_recovered", "hold_timer_started");
        assertThat(step.reports().getLast().tunnels()).containsExactly(TUNNEL);
        assertThat(step.reports().getLast().details())
                .isEqualTo(new RestorationDetails.HoldTimer(30, SlaTier.PLATINUM, false, null));
        assertThat(step.after())
                .isInstanceOfSatisfying(WatchState.Holding.class, holding -> assertThat(holding.holdUntil())
                        .isEqualTo(script.clock.instant().plus(POLL)));
    }

    @Test
    void aSampleThatIsNotGoodEndsTheHold() {
        // given
        script.measured(Map.of(TUNNEL, new PathSample.Bad(List.of("prague-vienna"))));
        // when
        WatchStepResult step = script.recovery.hold(script.held(watch));
        // then
        assertThat(step.after()).isInstanceOf(WatchState.Watching.class);
        assertThat(step.pause()).isEqualTo(POLL);
    }

    @Test
    void theLastSampleOfAHoldIsTakenAtItsEnd() {
        // given a hold that ends in ten seconds
        WatchState.Holding holding = script.held(watch);
        script.clock.move(Duration.ofSeconds(-10));
        script.measured(Map.of(TUNNEL, new PathSample.Good(holding.holdUntil())));
        // when
        WatchStepResult step = script.recovery.hold(holding);
        // then
        assertThat(step.after()).isInstanceOf(WatchState.Holding.class);
        assertThat(step.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void trafficReturnsWhenItsHoldIsOverAndItFits() {
        // given
        script.good(TUNNEL);
        script.fits(Map.of(TUNNEL, 75));
        // when
        WatchStepResult step = script.recovery.hold(script.held(watch));
        // then
        assertThat(events(step)).containsExactly("hold_timer_expired", "stability_verified");
        assertThat(step.reports().getFirst().details())
                .isEqualTo(new RestorationDetails.HoldTimer(30, SlaTier.PLATINUM, false, true));
        assertThat(step.after()).isInstanceOf(WatchState.CuttingOver.class);
        assertThat(step.after().traffic().returning()).containsExactly(TUNNEL);
        assertThat(step.pause()).isZero();
    }

    @Test
    void whatDoesNotFitYetStaysAndIsReportedOnceWithTheTunnelsThatFillTheLink() {
        // given
        when(script.watches.open()).thenReturn(List.of(watch));
        script.good(TUNNEL);
        script.full(TUNNEL);
        // when
        WatchStepResult step = script.recovery.hold(script.held(watch));
        // then
        assertThat(ScriptedWatch.only(step).details())
                .isEqualTo(new RestorationDetails.Deferral(
                        RestorationDetails.Deferral.NO_CAPACITY, List.of("frankfurt-munich"), 0.8, List.of(TUNNEL)));
        assertThat(step.pause()).isEqualTo(POLL);
        assertThat(script.recovery.hold((WatchState.Holding) step.after()).reports())
                .isEmpty();
    }

    @Test
    void aPartReturnsAndThoseThatDoNotFitAreReported() {
        // given
        WatchState.Watching two = RestorationFixtures.watchOver(TUNNEL, OTHER);
        script.good(TUNNEL, OTHER);
        script.full(OTHER);
        var full = (CapacityVerdict.Known) script.load.verdict(two.core(), Set.of(), weight -> List.of());
        script.capacity(new CapacityVerdict.Known(Set.of(TUNNEL), Map.of(TUNNEL, 75), full.deferred(), full.full()));
        // when
        WatchStepResult step = script.recovery.hold(script.held(two));
        // then
        assertThat(events(step)).containsExactly("hold_timer_expired", "stability_verified", "restoration_deferred");
        assertThat(step.reports().getLast().tunnels()).containsExactly(OTHER);
        assertThat(step.after().traffic().returning()).containsExactly(TUNNEL);
    }

    @Test
    void aCapacityThatIsUnknownReturnsNothingAndCountsAsMissingTelemetry() {
        // given
        script.capacity(new CapacityVerdict.Unknown("no load"));
        WatchState.Holding holding = script.held(watch);
        script.good(TUNNEL);
        assertThat(script.recovery.hold(holding).reports()).isEmpty();
        // when it stays so for five minutes, though the path is measured
        script.clock.move(Duration.ofMinutes(5));
        script.good(TUNNEL);
        WatchStepResult step = script.recovery.hold(holding);
        // then
        assertThat(events(step)).containsExactly("telemetry_missing");
        assertThat(step.after()).isInstanceOf(WatchState.Holding.class);
    }

    @Test
    void theLoadBeforeTheReturnIsReadOnceAPollAfterTheBegin() {
        // given
        when(script.load.carried(any())).thenReturn(Optional.of(Map.of("frankfurt-prague", 0.85)));
        script.measured(Map.of());
        assertThat(script.recovery.watch(watch).after().core().carried()).isNull();
        // when
        script.clock.move(POLL);
        WatchStepResult step = script.recovery.watch(watch);
        // then
        assertThat(step.after().core().carried()).isEqualTo(Map.of("frankfurt-prague", 0.85));
        when(script.load.carried(any())).thenReturn(Optional.of(Map.of()));
        assertThat(script.recovery
                        .watch((WatchState.Watching) step.after())
                        .after()
                        .core()
                        .carried())
                .isEqualTo(Map.of("frankfurt-prague", 0.85));
    }
}
