package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.network.OriginalPathSampler;
import io.cemfleet.restoration.network.TunnelCalls;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStage;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The cutover: shifts weights step by step, each only while the original paths stay good, then removes the tunnels.
 * Each move is stored before it is requested, so that after a crash every weight that may have changed is known to be
 * uncertain.
 */
@Component
class CutoverSteps {
    private final OriginalPathSampler paths;
    private final TunnelCalls tunnels;
    private final TrafficReturn returning;
    private final TunnelCallOutcomes outcomes;
    private final WatchTiming pace;

    CutoverSteps(
            OriginalPathSampler paths,
            TunnelCalls tunnels,
            TrafficReturn returning,
            TunnelCallOutcomes outcomes,
            WatchTiming pace) {
        this.paths = paths;
        this.tunnels = tunnels;
        this.returning = returning;
        this.outcomes = outcomes;
        this.pace = pace;
    }

    WatchStepResult cutOver(RestorationWatch watch) {
        if (watch.protections().isEmpty()) {
            return WatchStepResult.atOnce(watch.end(ended(watch)));
        }
        PathObservation look = paths.look(watch);
        RestorationWatch seen = pace.seen(watch, look);
        List<String> broken = look.bad(seen.away());
        return broken.isEmpty()
                ? pace.orBlind(further(watch, seen, look), look)
                : WatchStepResult.atOnce(seen.relapsing(broken));
    }

    /** Traffic that a broken cutover or an earlier watch moved goes back to the tunnels before anything else. */
    WatchStepResult bringBack(RestorationWatch watch) {
        if (!watch.allOnTunnels() && watch.traffic().moving().isEmpty()) {
            return WatchStepResult.atOnce(watch.bringingBack());
        }
        boolean relapse = !watch.relapsedOn().isEmpty();
        TunnelCallOutcomes.AppliedOutcomes taken =
                outcomes.of(watch, tunnels.shift(watch), relapse ? "relapse" : "return", RestorationWatch::settled);
        RestorationWatch after = taken.after();
        if (!taken.done()) {
            return taken.step();
        }
        if (after.protections().isEmpty()) {
            return taken.then(after.end(ended(after)), Duration.ZERO);
        }
        RestorationWatch back = after.broughtBack(pace.now());
        return relapse ? taken.then(back, pace.poll(), relapsed(watch)) : taken.then(back, Duration.ZERO);
    }

    /** Removes each tunnel of the part, reports what is restored, and goes on with the rest of the watch. */
    WatchStepResult cleanUp(RestorationWatch watch) {
        Set<String> part = watch.traffic().returning();
        TunnelCallOutcomes.AppliedOutcomes taken = outcomes.of(
                watch, tunnels.delete(watch, part), "cleanup", (before, tunnel, weight) -> before.gone(tunnel));
        RestorationWatch after = taken.after();
        List<String> gone = part.stream()
                .filter(tunnel -> !after.tunnelIds().contains(tunnel))
                .filter(tunnel -> !after.traffic().left().contains(tunnel))
                .sorted()
                .toList();
        WatchReport[] restored = gone.isEmpty()
                ? new WatchReport[0]
                : new WatchReport[] {WatchReport.about(gone, RestorationEvent.RESTORED, Map.of("tunnel_ids", gone))};
        if (!taken.done()) {
            Set<String> stuck = after.traffic().returning();
            return othersGoOn(after, stuck)
                    ? taken.then(setAside(after, stuck).nextPart(pace.now()), pace.nextSample(), restored)
                    : taken.then(after, taken.step().pause(), restored);
        }
        return after.protections().isEmpty()
                ? taken.then(after.end(ended(after)), Duration.ZERO, restored)
                : taken.then(after.nextPart(pace.now()), pace.cutoverInterval(), restored);
    }

    /**
     * Goes on with the present part, or with another one where that is stuck. The hold timer's last sample serves a
     * part's first step; each further step needs a sample taken since the last.
     */
    private WatchStepResult further(RestorationWatch before, RestorationWatch watch, PathObservation look) {
        if (!watch.traffic().moving().isEmpty()) {
            return move(watch, look);
        }
        Set<String> part = watch.traffic().returning();
        Set<String> fresh = look.goodSince(watch.countsAfter());
        boolean first = !part.isEmpty() && watch.cutoverStage() == 0;
        Set<String> able = watch.able(first ? look.good() : fresh, pace.now());
        boolean sampleToCome = part.stream().anyMatch(tunnel -> look.good().contains(tunnel) && !able.contains(tunnel));
        if (sampleToCome) {
            return WatchStepResult.pausing(watch, pace.nextSample());
        }
        if (watch.partReturned() && able.containsAll(part)) {
            return WatchStepResult.atOnce(watch.cleanUp());
        }
        Set<String> going = carrying(watch, part, able);
        if (!going.isEmpty()
                && returning.room(watch, going) instanceof CapacityVerdict.Known room
                && !room.moves().isEmpty()) {
            return intend(watch, room);
        }
        return another(before, watch, able, look);
    }

    /** Removes what has returned; otherwise chooses a part from the tunnels that may return. */
    private WatchStepResult another(
            RestorationWatch before, RestorationWatch watch, Set<String> able, PathObservation look) {
        Set<String> carrying = carrying(watch, able, able);
        Set<String> returned = new TreeSet<>(able);
        returned.removeAll(carrying);
        if (!returned.isEmpty()) {
            return WatchStepResult.atOnce(watch.cutOver(returned).cleanUp());
        }
        if (!carrying.isEmpty()) {
            return returning.ifRoom(before, watch.cutOver(Set.of()), carrying, CutoverSteps::choose);
        }
        if (watch.allOnTunnels() && watch.held().isEmpty()) {
            return WatchStepResult.pausing(watch.waitAgain(), pace.poll());
        }
        boolean sampleToCome = !watch.able(look.good(), pace.now()).isEmpty();
        return WatchStepResult.pausing(
                watch, sampleToCome || !look.missing().isEmpty() ? pace.nextSample() : pace.poll());
    }

    private static Set<String> carrying(RestorationWatch watch, Set<String> part, Set<String> able) {
        return part.stream()
                .filter(able::contains)
                .filter(tunnel -> watch.weight(tunnel) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static WatchStepResult choose(RestorationWatch watch, CapacityVerdict.Known room) {
        return intend(watch.cutOver(room.part()), room);
    }

    private static WatchStepResult intend(RestorationWatch watch, CapacityVerdict.Known room) {
        return WatchStepResult.atOnce(watch.moving(room.moves()));
    }

    private WatchStepResult move(RestorationWatch watch, PathObservation look) {
        Set<String> moving = watch.traffic().moving().keySet();
        Set<String> unseen = new TreeSet<>(moving);
        unseen.removeAll(look.good());
        if (!unseen.isEmpty()) {
            return watch.others(unseen, pace.now())
                    ? WatchStepResult.atOnce(setAside(watch, unseen))
                    : WatchStepResult.pausing(watch, pace.nextSample());
        }
        TunnelCallOutcomes.AppliedOutcomes taken =
                outcomes.of(watch, tunnels.shift(watch), "cutover", RestorationWatch::settled);
        RestorationWatch after = taken.after();
        boolean tried = watch.attempts() > 0 || watch.unansweredSince() != null;
        Set<String> asked = tried ? watch.traffic().returning() : moving;
        if (!taken.done()) {
            Set<String> stuck = after.traffic().moving().keySet();
            return othersGoOn(after, stuck) ? moved(taken, setAside(after, stuck), asked) : taken.step();
        }
        return moved(taken, after, asked);
    }

    private WatchStepResult moved(TunnelCallOutcomes.AppliedOutcomes taken, RestorationWatch after, Set<String> asked) {
        List<String> moved = after.tunnelIds().stream()
                .filter(asked::contains)
                .filter(tunnel -> after.traffic().rounds(tunnel) == 0 && after.weight(tunnel) < TunnelTraffic.ALL)
                .sorted()
                .toList();
        if (moved.isEmpty()) {
            RestorationWatch rest = after.traffic().returning().isEmpty() ? after.nextPart(pace.now()) : after;
            return taken.then(rest, pace.nextSample());
        }
        RestorationWatch done = after.stageDone(pace.now());
        return taken.then(done, pace.cutoverInterval(), stageReport(done, moved));
    }

    /** Whether the stuck tunnels were reported, so that others need not wait for them. */
    private boolean othersGoOn(RestorationWatch watch, Set<String> stuck) {
        return !watch.stage().terminal() && watch.heldTold() && watch.others(stuck, pace.now());
    }

    private RestorationWatch setAside(RestorationWatch watch, Set<String> stuck) {
        return watch.aside(stuck, pace.triedAgain(watch, stuck));
    }

    private static WatchReport relapsed(RestorationWatch watch) {
        return new WatchReport(
                RestorationEvent.SLA_RELAPSED, Map.of("links", watch.relapsedOn(), "relapses", watch.relapses()));
    }

    private static WatchStage ended(RestorationWatch watch) {
        if (!watch.traffic().left().isEmpty()) {
            return WatchStage.CLEANUP_FAILED;
        }
        return watch.stage() == WatchStage.CLEANING_UP ? WatchStage.RESTORED : WatchStage.CANCELED;
    }

    private static WatchReport stageReport(RestorationWatch watch, List<String> moved) {
        int first = watch.weight(moved.getFirst());
        return WatchReport.about(
                moved,
                RestorationEvent.CUTOVER_STAGE,
                Map.of(
                        "stage",
                        watch.cutoverStage(),
                        "protection_weight",
                        first,
                        "original_weight",
                        TunnelTraffic.ALL - first,
                        "tunnels",
                        TunnelCallOutcomes.weights(watch, moved)));
    }
}
