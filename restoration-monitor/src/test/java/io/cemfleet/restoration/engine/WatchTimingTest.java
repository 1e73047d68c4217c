package io.cemfleet.restoration.engine;

import static io.cemfleet.restoration.engine.ScriptedWatch.TUNNEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import io.cemfleet.runtime.defaults.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTimingTest {
    private static final PathSample.Missing NOTHING = new PathSample.Missing("no measurement");
    private static final PathObservation UNKNOWN = new PathObservation(Map.of(TUNNEL, NOTHING));

    private final ScriptedWatch script = new ScriptedWatch();
    private final WatchTiming timing = script.timing;
    private final WatchState.Watching watch = RestorationFixtures.watch();

    @Test
    void trafficReturnsStageByStageOrAllAtOnceWithTheStageAsTheSecondChoice() {
        assertThat(timing.ladder(watch, 100)).containsExactly(75);
        assertThat(timing.ladder(watch, 75)).containsExactly(50);
        assertThat(timing.ladder(watch, 0)).isEmpty();
        assertThat(timing.ladder(immediate(), 100)).containsExactly(0, 75);
        assertThat(timing.ladder(immediate(), 25)).containsExactly(0);
        assertThat(timing.ladder(immediate(), 0)).isEmpty();
    }

    @Test
    void allWatchesSampleAtTheSameMomentsAndNoneSoonerThanHalfAPoll() {
        // given a poll of 30 s, and a clock that stands at the full minute
        assertThat(timing.nextRound()).isEqualTo(Duration.ofSeconds(30));
        // then
        script.clock.move(Duration.ofSeconds(15));
        assertThat(timing.nextRound()).isEqualTo(Duration.ofSeconds(15));
        script.clock.move(Duration.ofMillis(1));
        assertThat(timing.nextRound()).isEqualTo(Duration.ofMillis(44_999));
    }

    @Test
    void aRepeatWaitsTwiceAsLongEachTimeAndNeverLongerThanAPoll() {
        assertThat(timing.retry(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(timing.retry(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(timing.retry(50)).isEqualTo(Duration.ofSeconds(128));
        assertThat(timing.again(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(timing.again(4)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsSetAsideIsTriedAgainAtLeastEveryFourPolls() {
        // given
        Instant now = script.clock.instant();
        WatchState.CuttingOver cutting = script.cuttingOver(TUNNEL);
        for (int rounds = 0; rounds <= 3; rounds++) {
            // then
            assertThat(timing.triedAgain(cutting.traffic(), Set.of(TUNNEL)))
                    .isEqualTo(now.plusSeconds(30L * Math.min(4, 1 << rounds)));
            cutting = cutting.aside(Set.of(TUNNEL), now);
        }
    }

    @Test
    void aSampleNeverFollowsTheLastByLessThan200MillisecondsHoweverFastTimeRuns() {
        var fast = new WatchTiming(RestorationFixtures.settings(), new TimeScale(100), script.clock);

        assertThat(fast.nextSample()).isEqualTo(Duration.ofMillis(200));
        assertThat(timing.nextSample()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void onlyTelemetryThatArrivedIsRecordedAsKnown() {
        script.clock.move(Duration.ofSeconds(10));
        PathObservation bad = new PathObservation(Map.of(TUNNEL, new PathSample.Bad(List.of("prague-vienna"))));

        assertThat(timing.observed(watch, bad).knownAt()).isEqualTo(script.clock.instant());
        assertThat(timing.observed(watch, UNKNOWN).knownAt()).isEqualTo(RestorationFixtures.NOW);
    }

    @Test
    void theThirdGoodSampleStartsTheHoldTimerOfTheTier() {
        // given
        WatchState.Watching now = watch;
        for (int sample = 1; sample <= 3; sample++) {
            assertThat(now.paths().firstHold()).isNull();
            script.clock.move(Duration.ofSeconds(30));
            now = now.with(timing.observed(
                    now, new PathObservation(Map.of(TUNNEL, new PathSample.Good(script.clock.instant())))));
        }
        // then
        assertThat(now.paths().firstHold()).isEqualTo(script.clock.instant().plusSeconds(30));
    }

    @Test
    void missingTelemetryIsReportedOnceAfterFiveMinutes() {
        // given
        Duration pause = Duration.ofSeconds(7);
        WatchStepResult step = WatchStepResult.pausing(watch, pause);
        script.clock.move(Duration.ofMinutes(5).minusMillis(1));
        assertThat(timing.orMissing(step, UNKNOWN)).isEqualTo(step);
        // when
        script.clock.move(Duration.ofMillis(1));
        WatchStepResult late = timing.orMissing(step, UNKNOWN);
        // then
        assertThat(ScriptedWatch.only(late).event()).isEqualTo(RestorationEvent.TELEMETRY_MISSING);
        assertThat(late.pause()).isEqualTo(pause);
        WatchState.Watching reported = (WatchState.Watching) late.after();
        assertThat(timing.missing(reported, NOTHING, pause).reports()).isEmpty();
    }

    @Test
    void aStepThatReportsSomethingElseOrMissesNothingStaysAsItIs() {
        script.clock.move(Duration.ofMinutes(10));
        WatchStepResult reporting = WatchStepResult.atOnce(
                watch, new WatchReport(RestorationEvent.STABILITY_VERIFIED, new RestorationDetails.None()));
        WatchStepResult silent = WatchStepResult.atOnce(watch);
        WatchStepResult ended = WatchStepResult.atOnce(watch.canceled());

        assertThat(timing.orMissing(reporting, UNKNOWN)).isSameAs(reporting);
        assertThat(timing.orMissing(silent, new PathObservation(Map.of()))).isSameAs(silent);
        assertThat(timing.orMissing(ended, UNKNOWN)).isSameAs(ended);
    }

    private static WatchState immediate() {
        MonitorRestoration.Request usual = RestorationFixtures.request(RestorationFixtures.INCIDENT, 1, TUNNEL);
        return WatchState.begin(
                new MonitorRestoration.Request(
                        usual.incidentId(),
                        usual.protections(),
                        usual.slaTier(),
                        CutoverMode.IMMEDIATE,
                        usual.degradedLinks(),
                        usual.relapses(),
                        usual.planRevision(),
                        null,
                        null),
                RestorationFixtures.TASK,
                RestorationFixtures.NOW,
                null);
    }
}
