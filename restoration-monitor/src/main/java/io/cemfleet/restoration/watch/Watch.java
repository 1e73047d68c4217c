package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The watch over an incident's original paths.
 *
 * @param goodSamples in a row so far, by distinct times
 * @param lastGoodAt when the newest of them was measured
 * @param knownAt when anything was last known about the original paths
 * @param holdUntil when the hold timer ends, in HOLDING only
 * @param cutoverStage 0 before the first, then 1, 2, …
 * @param protectionWeight percent of the traffic that the tunnels were last told to carry
 * @param relapses how often it broke again during cutover
 * @param attempts failed tries of the present shift or deletion
 * @param telemetryTold whether a person was told that nothing is known
 */
public record Watch(
        String incidentId,
        long planRevision,
        List<MonitorRestoration.Watched> protections,
        List<String> degradedLinks,
        SlaTier slaTier,
        CutoverMode cutoverMode,
        Stage stage,
        int goodSamples,
        @Nullable Instant lastGoodAt,
        Instant knownAt,
        @Nullable Instant holdUntil,
        int cutoverStage,
        int protectionWeight,
        int relapses,
        int attempts,
        boolean telemetryTold,
        long version) {

    public static Watch begin(MonitorRestoration.Request request, Instant now, int protectionWeight, long version) {
        return new Watch(
                request.incidentId(),
                request.planRevision(),
                request.protections(),
                request.degradedLinks() == null ? List.of() : request.degradedLinks(),
                request.slaTier(),
                request.cutoverMode() == null ? CutoverMode.GRADUAL : request.cutoverMode(),
                Stage.WATCHING,
                0,
                null,
                now,
                null,
                0,
                protectionWeight,
                request.relapses() == null ? 0 : request.relapses(),
                0,
                false,
                version);
    }

    public List<String> tunnelIds() {
        return protections.stream().map(MonitorRestoration.Watched::tunnelId).toList();
    }

    /** A further good sample; one that was measured when the last one was does not count again. */
    public Watch good(Instant measuredAt) {
        boolean fresh = lastGoodAt == null || measuredAt.isAfter(lastGoodAt);
        return edit().goodSamples(fresh ? goodSamples + 1 : goodSamples)
                .lastGoodAt(fresh ? measuredAt : lastGoodAt)
                .knownAt(measuredAt)
                .make();
    }

    /** Back to the start of watching, since the path is not good or not known to be. */
    public Watch startAgain() {
        return edit().stage(Stage.WATCHING).goodSamples(0).holdUntil(null).make();
    }

    /** Something is known again, though it may be bad. */
    public Watch known(Instant now) {
        return edit().knownAt(now).telemetryTold(false).make();
    }

    public Watch told() {
        return edit().telemetryTold(true).make();
    }

    public Watch hold(Instant until) {
        return edit().stage(Stage.HOLDING).holdUntil(until).make();
    }

    public Watch cutOver() {
        return edit().stage(Stage.CUTTING_OVER)
                .holdUntil(null)
                .cutoverStage(0)
                .attempts(0)
                .make();
    }

    public Watch shifted(int cutoverStage, int protectionWeight) {
        return edit().cutoverStage(cutoverStage)
                .protectionWeight(protectionWeight)
                .attempts(0)
                .make();
    }

    /** It broke again: traffic is back on the tunnels, and the next hold is twice as long. */
    public Watch relapsed() {
        return startAgain()
                .edit()
                .cutoverStage(0)
                .protectionWeight(100)
                .relapses(relapses + 1)
                .attempts(0)
                .make();
    }

    public Watch cleanUp() {
        return edit().stage(Stage.CLEANING_UP).attempts(0).make();
    }

    public Watch failedOnce() {
        return edit().attempts(attempts + 1).make();
    }

    public Watch end(Stage terminal) {
        return edit().stage(terminal).make();
    }

    private WatchEdit edit() {
        return new WatchEdit(this);
    }
}
