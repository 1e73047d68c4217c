package io.cemfleet.restoration.engine;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.network.OriginalPathSampler;
import io.cemfleet.restoration.network.ReturnCapacityReader;
import io.cemfleet.restoration.network.TunnelCallOutcome;
import io.cemfleet.restoration.network.TunnelCalls;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.runtime.testing.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of a watch at a clock to set, over samples, answers and free capacity that a test states. */
final class ScriptedWatch {
    static final String TUNNEL = RestorationFixtures.TUNNEL;
    static final String OTHER = "sr-policy-frankfurt-vienna-protect-002";

    final ManualClock clock = new ManualClock(RestorationFixtures.NOW);
    final WatchTiming timing = new WatchTiming(RestorationFixtures.settings(), new TimeScale(1), clock);
    final TunnelCallOutcomes outcomes = new TunnelCallOutcomes(timing);
    final OriginalPathSampler paths = mock(OriginalPathSampler.class);
    final TunnelCalls calls = mock(TunnelCalls.class);
    final ReturnCapacityReader load = mock(ReturnCapacityReader.class);
    final WatchStore watches = mock(WatchStore.class);
    private final TrafficReturn returning = new TrafficReturn(load, watches, timing);
    final RecoverySteps recovery = new RecoverySteps(paths, returning, timing);
    final CutoverSteps cutover = new CutoverSteps(paths, calls, returning, outcomes, timing);
    final CleanupSteps cleanup = new CleanupSteps(calls, outcomes, timing);
    final BringBackSteps bringBack = new BringBackSteps(calls, outcomes, timing);

    ScriptedWatch() {
        when(load.carried(any())).thenReturn(Optional.empty());
        when(load.limit(any())).thenReturn(0.8);
    }

    /** The original paths as they are measured now. */
    void measured(Map<String, PathSample> samples) {
        when(paths.observe(any())).thenReturn(new PathObservation(samples));
    }

    /** The original paths of these tunnels are good now, and no others are known. */
    void good(String... tunnels) {
        measured(goodNow(List.of(tunnels)));
    }

    private Map<String, PathSample> goodNow(List<String> tunnels) {
        return tunnels.stream()
                .collect(Collectors.toMap(tunnel -> tunnel, tunnel -> new PathSample.Good(clock.instant())));
    }

    /** What tunnel-provisioning answers to the next shifts and deletions. */
    void answers(Map<String, TunnelCallOutcome> answers) {
        when(calls.shift(any())).thenReturn(answers);
        when(calls.delete(any())).thenReturn(answers);
    }

    /** These tunnels may move to these weights. */
    void fits(Map<String, Integer> moves) {
        capacity(new CapacityVerdict.Known(moves.keySet(), moves, Set.of(), Set.of()));
    }

    /** These tunnels cannot return yet, since Frankfurt's link to Munich is full. */
    void full(String... deferred) {
        LinkDirection toMunich = NetworkFixtures.direction("frankfurt-munich", "frankfurt");
        capacity(new CapacityVerdict.Known(Set.of(), Map.of(), Set.of(deferred), Set.of(toMunich)));
    }

    void capacity(CapacityVerdict verdict) {
        when(load.verdict(any(), any(), any())).thenReturn(verdict);
    }

    /** A cutover of these tunnels whose hold timers have ended. */
    WatchState.CuttingOver cuttingOver(String... tunnels) {
        WatchState.Watching watch = RestorationFixtures.watchOver(tunnels);
        return held(watch).cutOver(Set.of(tunnels));
    }

    /** The watch with every hold timer over. */
    WatchState.Holding held(WatchState.Watching watch) {
        List<String> tunnels = watch.tunnels().ids();
        OriginalPathStatus paths = OriginalPathStatus.from(clock.instant().minusSeconds(1))
                .observed(tunnels, new PathObservation(goodNow(tunnels)), 1, clock.instant());
        return watch.with(paths).hold(clock.instant());
    }

    static List<String> events(WatchStepResult step) {
        return step.reports().stream().map(report -> report.event().wire()).toList();
    }

    static WatchReport only(WatchStepResult step) {
        if (step.reports().size() != 1) {
            throw new AssertionError("reports: " + step.reports());
        }
        return step.reports().getFirst();
    }
}
