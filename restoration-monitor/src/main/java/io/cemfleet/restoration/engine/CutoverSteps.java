package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.config.TimeScale;
import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.RestorationSettings;
import io.cemfleet.restoration.network.OriginalPaths;
import io.cemfleet.restoration.network.Tunnels;
import io.cemfleet.restoration.network.Work;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Stage;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The way back: weights stage by stage, each only while the original path stays good, then the tunnels go. */
@Component
class CutoverSteps {
    private final OriginalPaths paths;
    private final Tunnels tunnels;
    private final RestorationSettings settings;
    private final TimeScale scale;

    CutoverSteps(OriginalPaths paths, Tunnels tunnels, RestorationSettings settings, TimeScale scale) {
        this.paths = paths;
        this.tunnels = tunnels;
        this.settings = settings;
        this.scale = scale;
    }

    Step cutOver(Watch watch) {
        return switch (paths.look(watch)) {
            case Sample.Bad bad -> relapse(watch, bad);
            case Sample.Missing missing -> Step.pausing(watch, retry());
            case Sample.Good good ->
                watch.protectionWeight() == 0 ? Step.atOnce(watch.cleanUp()) : nextStage(watch, weights(watch));
        };
    }

    Step cleanUp(Watch watch) {
        return switch (tunnels.delete(watch)) {
            case Work.Done done ->
                Step.atOnce(
                        watch.end(Stage.RESTORED),
                        new Report(RestorationEvent.RESTORED, Map.of("tunnel_ids", watch.tunnelIds())));
            case Work.Unknown unknown -> Step.pausing(watch, retry());
            case Work.Failed failed -> again(watch, failed, "cleanup");
        };
    }

    private Step nextStage(Watch watch, List<Integer> weights) {
        int stage = Math.min(watch.cutoverStage() + 1, weights.size());
        int weight = weights.get(stage - 1);
        return switch (tunnels.shift(watch, weight)) {
            case Work.Done done ->
                Step.pausing(
                        watch.shifted(stage, weight), scale.of(settings.cutoverInterval()), stageReport(stage, weight));
            case Work.Unknown unknown -> Step.pausing(watch, retry());
            case Work.Failed failed -> again(watch, failed, "cutover");
        };
    }

    private Step relapse(Watch watch, Sample.Bad bad) {
        return switch (tunnels.shift(watch, 100)) {
            case Work.Done done ->
                Step.pausing(
                        watch.relapsed(),
                        scale.of(settings.poll()),
                        new Report(
                                RestorationEvent.SLA_RELAPSED,
                                Map.of("links", bad.links(), "relapses", watch.relapses() + 1)));
            case Work.Unknown unknown -> Step.pausing(watch, retry());
            case Work.Failed failed -> again(watch, failed, "relapse");
        };
    }

    private Step again(Watch watch, Work.Failed failed, String during) {
        Watch once = watch.failedOnce();
        if (failed.retryable() && once.attempts() < settings.attempts()) {
            return Step.pausing(once, retry().multipliedBy(1L << Math.min(once.attempts(), 6)));
        }
        Map<String, Object> details = Map.of("during", during, "reason", failed.reason(), "attempts", once.attempts());
        return Step.atOnce(once.end(Stage.CLEANUP_FAILED), new Report(RestorationEvent.CLEANUP_FAILED, details));
    }

    private List<Integer> weights(Watch watch) {
        return watch.cutoverMode() == CutoverMode.IMMEDIATE ? List.of(0) : settings.cutoverWeights();
    }

    private static Report stageReport(int stage, int weight) {
        return new Report(
                RestorationEvent.CUTOVER_STAGE,
                Map.of("stage", stage, "protection_weight", weight, "original_weight", 100 - weight));
    }

    private Duration retry() {
        return scale.of(settings.retry());
    }
}
