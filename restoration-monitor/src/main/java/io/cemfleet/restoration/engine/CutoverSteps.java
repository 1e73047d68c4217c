package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.network.OriginalPathSampler;
import io.cemfleet.restoration.network.TunnelCalls;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The cutover: shifts weights step by step, each only while the original paths stay good. Each move is stored before it
 * is requested, so that after a crash every weight that may have changed is known to be uncertain.
 */
@Component
class CutoverSteps {
    private final OriginalPathSampler paths;
    private final TunnelCalls calls;
    private final TrafficReturn returning;
    private final TunnelCallOutcomes outcomes;
    private final WatchTiming timing;

    CutoverSteps(
            OriginalPathSampler paths,
            TunnelCalls calls,
            TrafficReturn returning,
            TunnelCallOutcomes outcomes,
            WatchTiming timing) {
        this.paths = paths;
        this.calls = calls;
        this.returning = returning;
        this.outcomes = outcomes;
        this.timing = timing;
    }

    WatchStepResult cutOver(WatchState.CuttingOver before) {
        if (before.tunnels().none()) {
            return WatchStepResult.atOnce(before.ended());
        }
        PathObservation observation = paths.observe(before);
        WatchState.CuttingOver watch = before.with(timing.observed(before, observation));
        List<String> broken = observation.bad(watch.tunnels().away());
        if (!broken.isEmpty()) {
            return WatchStepResult.atOnce(watch.relapsing(broken));
        }
        WatchStepResult step =
                watch.pending().isEmpty() ? nextMove(before, watch, observation) : move(watch, observation);
        return timing.orMissing(step, observation);
    }

    /**
     * Goes on with the present part, or with another one where that is stuck. The hold timer's last sample serves a
     * part's first step; each further step needs a sample taken since the last.
     *
     * @param before the watch before its paths were sampled
     */
    private WatchStepResult nextMove(
            WatchState.CuttingOver before, WatchState.CuttingOver watch, PathObservation observation) {
        Set<String> part = watch.traffic().returning();
        Set<String> good = observation.good();
        boolean firstStep = !part.isEmpty() && watch.cutoverStage() == 0;
        Set<String> able = watch.able(
                firstStep ? good : observation.goodSince(watch.paths().countsAfter()), timing.now());
        if (part.stream().anyMatch(tunnel -> good.contains(tunnel) && !able.contains(tunnel))) {
            return WatchStepResult.pausing(watch, timing.nextSample());
        }
        if (watch.traffic().partReturned() && able.containsAll(part)) {
            return WatchStepResult.atOnce(watch.cleanUp());
        }
        Set<String> going = carrying(watch, able);
        going.retainAll(part);
        if (!going.isEmpty()
                && returning.capacity(watch, going) instanceof CapacityVerdict.Known capacity
                && !capacity.moves().isEmpty()) {
            return WatchStepResult.atOnce(watch.moving(capacity.moves()));
        }
        return anotherPart(before, watch, able, observation);
    }

    /** Removes what has returned; otherwise chooses a part from the tunnels that may return. */
    private WatchStepResult anotherPart(
            WatchState.CuttingOver before,
            WatchState.CuttingOver watch,
            Set<String> able,
            PathObservation observation) {
        Set<String> carrying = carrying(watch, able);
        Set<String> returned = new TreeSet<>(able);
        returned.removeAll(carrying);
        if (!returned.isEmpty()) {
            return WatchStepResult.atOnce(watch.cutOver(returned).cleanUp());
        }
        if (!carrying.isEmpty()) {
            return choosePart(before, watch.cutOver(Set.of()), carrying);
        }
        if (watch.tunnels().allProtected() && watch.paths().held().isEmpty()) {
            return WatchStepResult.pausing(watch.waitAgain(), timing.nextRound());
        }
        boolean sampleToCome = !watch.able(observation.good(), timing.now()).isEmpty()
                || observation.missing().isPresent();
        return WatchStepResult.pausing(watch, sampleToCome ? timing.nextSample() : timing.nextRound());
    }

    private WatchStepResult choosePart(WatchState.CuttingOver before, WatchState.CuttingOver watch, Set<String> able) {
        return switch (returning.choose(before, watch, able)) {
            case ReturnChoice.NotYet notYet -> notYet.step();
            case ReturnChoice.Fits fits ->
                WatchStepResult.atOnce(watch.with(fits.paths())
                                .cutOver(fits.capacity().part())
                                .moving(fits.capacity().moves()))
                        .reportedAfter(fits.reports());
        };
    }

    private static Set<String> carrying(WatchState watch, Set<String> able) {
        return able.stream()
                .filter(tunnel -> watch.tunnels().weight(tunnel) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Requests the next wave of the stored move, or repeats it. */
    private WatchStepResult move(WatchState.CuttingOver watch, PathObservation observation) {
        Set<String> unseen = new TreeSet<>(watch.pending());
        unseen.removeAll(observation.good());
        if (!unseen.isEmpty()) {
            return watch.tunnels().others(unseen, timing.now())
                    ? WatchStepResult.atOnce(setAside(watch, unseen))
                    : WatchStepResult.pausing(watch, timing.nextSample());
        }
        return switch (outcomes.apply(watch, calls.shift(watch))) {
            case AppliedOutcomes.Superseded<WatchState.CuttingOver> superseded ->
                WatchStepResult.atOnce(watch.canceled());
            case AppliedOutcomes.NextWave<WatchState.CuttingOver> next -> next.stored();
            case AppliedOutcomes.Applied<WatchState.CuttingOver> applied -> moved(applied, requested(watch));
        };
    }

    /** Those that an earlier wave or try of the same move shifted were not reported yet. */
    private static Set<String> requested(WatchState.CuttingOver watch) {
        Set<String> requested = watch.call().requested();
        return requested.isEmpty() ? watch.traffic().returning() : requested;
    }

    private WatchStepResult moved(AppliedOutcomes.Applied<WatchState.CuttingOver> applied, Set<String> requested) {
        WatchState.CuttingOver after = applied.after();
        if (applied.done()) {
            return moved(after, requested).reportedBefore(applied.reports());
        }
        return after.othersGoOn(timing.now())
                ? moved(setAside(after, after.pending()), requested).reportedBefore(applied.reports())
                : applied.repeated();
    }

    private WatchStepResult moved(WatchState.CuttingOver watch, Set<String> requested) {
        List<String> moved = watch.tunnels().ids().stream()
                .filter(requested::contains)
                .filter(tunnel -> watch.traffic().rounds(tunnel) == 0)
                .filter(tunnel -> watch.tunnels().weight(tunnel) < TunnelTraffic.ALL)
                .sorted()
                .toList();
        if (moved.isEmpty()) {
            boolean partOver = watch.traffic().returning().isEmpty();
            return WatchStepResult.pausing(partOver ? watch.nextPart(timing.now()) : watch, timing.nextSample());
        }
        WatchState.CuttingOver done = watch.stageDone(timing.now());
        return WatchStepResult.pausing(done, timing.cutoverInterval(), stageReport(done, moved));
    }

    private WatchState.CuttingOver setAside(WatchState.CuttingOver watch, Collection<String> stuck) {
        return watch.aside(Set.copyOf(stuck), timing.triedAgain(watch.traffic(), stuck));
    }

    private static WatchReport stageReport(WatchState.CuttingOver watch, List<String> moved) {
        int first = watch.tunnels().weight(moved.getFirst());
        return WatchReport.about(
                moved,
                RestorationEvent.CUTOVER_STAGE,
                new RestorationDetails.CutoverStage(
                        watch.cutoverStage(),
                        first,
                        TunnelTraffic.ALL - first,
                        TunnelCallOutcomes.weights(watch, moved)));
    }
}
