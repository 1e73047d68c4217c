package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.network.Tunnels;
import io.cemfleet.restoration.network.Work;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Stage;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The way back: weights stage by stage, each only while the original path stays good, then the tunnels go. */
@Component
class CutoverSteps {
    private final OriginalPaths paths;
    private final Tunnels tunnels;
    private final Returning returning;
    private final Pace pace;

    CutoverSteps(OriginalPaths paths, Tunnels tunnels, Returning returning, Pace pace) {
        this.paths = paths;
        this.tunnels = tunnels;
        this.returning = returning;
        this.pace = pace;
    }

    Step cutOver(Watch watch) {
        return switch (paths.look(watch)) {
            case Sample.Bad bad -> relapse(watch.known(pace.now()), bad);
            case Sample.Missing missing -> pace.blind(watch, missing, pace.nextSample());
            case Sample.Good good -> further(watch, watch.known(pace.now()), good);
        };
    }

    /** An earlier watch left traffic on the original path: it goes back to the tunnels before anything else. */
    Step bringBack(Watch watch) {
        Work work = tunnels.shift(watch, Watch.ALL);
        return after(work, watch, "return", () -> Step.atOnce(watch.shifted(0, Watch.ALL, pace.now())));
    }

    Step cleanUp(Watch watch) {
        Report restored = new Report(RestorationEvent.RESTORED, Map.of("tunnel_ids", watch.tunnelIds()));
        return after(tunnels.delete(watch), watch, "cleanup", () -> Step.atOnce(watch.end(Stage.RESTORED), restored));
    }

    /** The hold timer's last sample serves the first stage; each further one needs a sample taken since the last. */
    private Step further(Watch before, Watch watch, Sample.Good good) {
        boolean fresh = good.measuredAt().isAfter(watch.countsAfter());
        if (watch.cutoverStage() > 0 && !fresh) {
            return Step.pausing(watch, pace.nextSample());
        }
        return watch.protectionWeight() == 0
                ? Step.atOnce(watch.cleanUp())
                : returning.ifRoom(before, watch, roomy -> nextStage(roomy, pace.weights(roomy)));
    }

    private Step nextStage(Watch watch, List<Integer> weights) {
        int stage = Math.min(watch.cutoverStage() + 1, weights.size());
        int weight = weights.get(stage - 1);
        return after(
                tunnels.shift(watch, weight),
                watch,
                "cutover",
                () -> Step.pausing(
                        watch.shifted(stage, weight, pace.now()), pace.cutoverInterval(), stageReport(stage, weight)));
    }

    private Step relapse(Watch watch, Sample.Bad bad) {
        Map<String, Object> details = Map.of("links", bad.links(), "relapses", watch.relapses() + 1);
        return after(
                tunnels.shift(watch, Watch.ALL),
                watch,
                "relapse",
                () -> Step.pausing(
                        watch.relapsed(pace.now()), pace.poll(), new Report(RestorationEvent.SLA_RELAPSED, details)));
    }

    private Step after(Work work, Watch watch, String during, Supplier<Step> done) {
        return switch (work) {
            case Work.Done yes -> done.get();
            case Work.Unknown unknown -> unanswered(watch.unanswered(pace.now()), unknown, during);
            case Work.Superseded superseded -> Step.atOnce(watch.end(Stage.CANCELED));
            case Work.Failed failed -> again(watch, failed, during);
        };
    }

    /** The same is asked again until there is an answer; after a while a person is told, once. */
    private Step unanswered(Watch watch, Work.Unknown unknown, String during) {
        Instant since = watch.unansweredSince();
        if (since == null || watch.unansweredTold() || !pace.tooLong(since)) {
            return Step.pausing(watch, watch.unansweredTold() ? pace.poll() : pace.retry(0));
        }
        Map<String, Object> details =
                Map.of("during", during, "code", "unreachable", "reason", unknown.reason(), "goes_on", true);
        return Step.pausing(
                watch.unansweredTold(since), pace.poll(), new Report(RestorationEvent.CLEANUP_FAILED, details));
    }

    private Step again(Watch watch, Work.Failed failed, String during) {
        Watch once = watch.failedOnce();
        if (failed.retryable() && once.attempts() < pace.settings().attempts()) {
            return Step.pausing(once, pace.retry(once.attempts()));
        }
        Map<String, Object> details =
                Map.of("during", during, "code", failed.code(), "reason", failed.reason(), "attempts", once.attempts());
        return Step.atOnce(once.end(Stage.CLEANUP_FAILED), new Report(RestorationEvent.CLEANUP_FAILED, details));
    }

    private static Report stageReport(int stage, int weight) {
        return new Report(
                RestorationEvent.CUTOVER_STAGE,
                Map.of("stage", stage, "protection_weight", weight, "original_weight", Watch.ALL - weight));
    }
}
