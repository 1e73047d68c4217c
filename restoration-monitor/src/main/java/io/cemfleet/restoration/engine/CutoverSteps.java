package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.network.Room;
import io.cemfleet.restoration.network.Tunnels;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Stage;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The way back: weights step by step, each only while the original paths stay good, then the tunnels go. What is to be
 * moved is stored before it is asked for, so that no crash leaves a weight that is not known to be unclear.
 */
@Component
class CutoverSteps {
    private final OriginalPaths paths;
    private final Tunnels tunnels;
    private final Returning returning;
    private final Outcomes outcomes;
    private final Pace pace;

    CutoverSteps(OriginalPaths paths, Tunnels tunnels, Returning returning, Outcomes outcomes, Pace pace) {
        this.paths = paths;
        this.tunnels = tunnels;
        this.returning = returning;
        this.outcomes = outcomes;
        this.pace = pace;
    }

    Step cutOver(Watch watch) {
        if (watch.protections().isEmpty()) {
            return Step.atOnce(watch.end(ended(watch)));
        }
        return switch (paths.look(watch)) {
            case Sample.Bad bad -> Step.atOnce(watch.known(pace.now()).relapsing(bad.links()));
            case Sample.Missing missing -> pace.blind(watch, missing, pace.nextSample());
            case Sample.Good good -> further(watch, watch.known(pace.now()), good);
        };
    }

    /** What moved, by a cutover that broke or an earlier watch, goes back to the tunnels before anything else. */
    Step bringBack(Watch watch) {
        if (!watch.allOnTunnels() && watch.traffic().moving().isEmpty()) {
            return Step.atOnce(watch.bringingBack());
        }
        boolean relapse = !watch.relapsedOn().isEmpty();
        Outcomes.Taken taken = outcomes.of(watch, tunnels.shift(watch), relapse ? "relapse" : "return", Watch::settled);
        Watch after = taken.after();
        if (!taken.done()) {
            return taken.step();
        }
        if (after.protections().isEmpty()) {
            return taken.then(after.end(ended(after)), Duration.ZERO);
        }
        Watch back = after.broughtBack(pace.now());
        return relapse ? taken.then(back, pace.poll(), relapsed(watch)) : taken.then(back, Duration.ZERO);
    }

    /** Each tunnel of the part is removed; what is restored is reported, and the watch goes on with the rest. */
    Step cleanUp(Watch watch) {
        Set<String> part = watch.traffic().returning();
        Outcomes.Taken taken = outcomes.of(
                watch, tunnels.delete(watch, part), "cleanup", (before, tunnel, weight) -> before.gone(tunnel));
        Watch after = taken.after();
        List<String> gone = part.stream()
                .filter(tunnel -> !after.tunnelIds().contains(tunnel))
                .filter(tunnel -> !after.traffic().left().contains(tunnel))
                .sorted()
                .toList();
        Report[] restored = gone.isEmpty()
                ? new Report[0]
                : new Report[] {Report.about(gone, RestorationEvent.RESTORED, Map.of("tunnel_ids", gone))};
        if (!taken.done()) {
            return taken.then(after, taken.step().pause(), restored);
        }
        return after.protections().isEmpty()
                ? taken.then(after.end(ended(after)), Duration.ZERO, restored)
                : taken.then(after.nextPart(pace.now()), pace.cutoverInterval(), restored);
    }

    /** The hold timer's last sample serves the first step; each further one needs a sample taken since the last. */
    private Step further(Watch before, Watch watch, Sample.Good good) {
        if (!watch.traffic().moving().isEmpty()) {
            return move(watch);
        }
        boolean choosing = watch.traffic().returning().isEmpty();
        boolean fresh = good.measuredAt().isAfter(watch.countsAfter());
        if ((choosing || watch.cutoverStage() > 0) && !fresh) {
            return Step.pausing(watch, pace.nextSample());
        }
        if (watch.partReturned()) {
            return Step.atOnce(watch.cleanUp());
        }
        return returning.ifRoom(before, watch, choosing ? CutoverSteps::choose : CutoverSteps::intend);
    }

    private static Step choose(Watch watch, Room.Known room) {
        return intend(watch.cutOver(room.part()), room);
    }

    private static Step intend(Watch watch, Room.Known room) {
        return Step.atOnce(watch.moving(room.moves()));
    }

    private Step move(Watch watch) {
        Set<String> moving = watch.traffic().moving().keySet();
        Outcomes.Taken taken = outcomes.of(watch, tunnels.shift(watch), "cutover", Watch::settled);
        Watch after = taken.after();
        if (!taken.done()) {
            return taken.step();
        }
        List<String> moved =
                after.tunnelIds().stream().filter(moving::contains).sorted().toList();
        if (moved.isEmpty()) {
            Watch rest = after.traffic().returning().isEmpty() ? after.nextPart(pace.now()) : after;
            return taken.then(rest, pace.nextSample());
        }
        Watch done = after.stageDone(pace.now());
        return taken.then(done, pace.cutoverInterval(), stageReport(done, moved));
    }

    private static Report relapsed(Watch watch) {
        return new Report(
                RestorationEvent.SLA_RELAPSED, Map.of("links", watch.relapsedOn(), "relapses", watch.relapses()));
    }

    private static Stage ended(Watch watch) {
        if (!watch.traffic().left().isEmpty()) {
            return Stage.CLEANUP_FAILED;
        }
        return watch.stage() == Stage.CLEANING_UP ? Stage.RESTORED : Stage.CANCELED;
    }

    private static Report stageReport(Watch watch, List<String> moved) {
        int first = watch.weight(moved.getFirst());
        return Report.about(
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
                        Outcomes.weights(watch, moved)));
    }
}
