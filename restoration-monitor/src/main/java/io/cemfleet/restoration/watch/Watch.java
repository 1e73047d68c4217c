package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The watch over an incident's original paths.
 *
 * @param taskId of the request that began it; with the same plan asked for again it is another watch
 * @param goodSamples in a row so far, by distinct times
 * @param countsAfter what was measured up to this moment does not count (again): the watch's begin, the newest good
 *     sample, or the last shift of traffic
 * @param knownAt when anything was last known about the original paths
 * @param holdUntil when the hold timer ends, in HOLDING only
 * @param cutoverStage 0 before the first, then 1, 2, …
 * @param protectionWeight percent of the traffic that all tunnels are known to carry; 0 in WATCHING where an earlier
 *     watch left it unclear, so that it is put back to 100 first
 * @param relapses how often it broke again during cutover
 * @param attempts failed tries of the present shift or deletion
 * @param telemetryTold whether a person was told that nothing is known
 * @param loadCaused whether load degraded the links, null while it is not known
 * @param deferredTold whether it was told that there is no room for the returning traffic
 * @param unansweredSince since when tunnel-provisioning leaves the present shift or deletion without an answer
 * @param unansweredTold whether a person was told so
 */
public record Watch(
        String incidentId,
        UUID taskId,
        long planRevision,
        List<MonitorRestoration.Watched> protections,
        List<String> degradedLinks,
        SlaTier slaTier,
        CutoverMode cutoverMode,
        Stage stage,
        int goodSamples,
        Instant countsAfter,
        Instant knownAt,
        @Nullable Instant holdUntil,
        int cutoverStage,
        int protectionWeight,
        int relapses,
        int attempts,
        boolean telemetryTold,
        @Nullable Boolean loadCaused,
        boolean deferredTold,
        @Nullable Instant unansweredSince,
        boolean unansweredTold,
        long version) {

    /** All traffic on the tunnels, percent. */
    public static final int ALL = 100;

    /** Begins anew, or in place of an earlier watch over the same incident. */
    public static Watch begin(MonitorRestoration.Request request, UUID taskId, Instant now, @Nullable Watch before) {
        return new Watch(
                request.incidentId(),
                taskId,
                request.planRevision(),
                request.protections(),
                request.degradedLinks() == null ? List.of() : request.degradedLinks(),
                request.slaTier(),
                request.cutoverMode() == null ? CutoverMode.GRADUAL : request.cutoverMode(),
                Stage.WATCHING,
                0,
                now,
                now,
                null,
                0,
                before == null || before.allProtected() ? ALL : 0,
                request.relapses() == null ? 0 : request.relapses(),
                0,
                false,
                Boolean.TRUE.equals(request.loadCaused()) ? Boolean.TRUE : null,
                false,
                null,
                false,
                before == null ? 1 : before.version() + 1);
    }

    /** Whether no traffic can have left the tunnels; a shift that failed may have been done in part. */
    private boolean allProtected() {
        return switch (stage) {
            case WATCHING, HOLDING -> protectionWeight == ALL;
            case RESTORED -> true;
            case CUTTING_OVER, CLEANING_UP, CLEANUP_FAILED, CANCELED -> false;
        };
    }

    public List<String> tunnelIds() {
        return protections.stream().map(MonitorRestoration.Watched::tunnelId).toList();
    }

    /** A further good sample; one that was measured when the last one was, or before the watch began, does not count. */
    public Watch good(Instant measuredAt) {
        return measuredAt.isAfter(countsAfter)
                ? edit().goodSamples(goodSamples + 1).countsAfter(measuredAt).make()
                : this;
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

    public Watch loadCaused(boolean found) {
        return edit().loadCaused(found).make();
    }

    /** It was told that there is no room for the returning traffic. */
    public Watch deferred() {
        return edit().deferredTold(true).make();
    }

    /** Whether tunnel-provisioning did the present shift or deletion is not known. */
    public Watch unanswered(Instant now) {
        return unansweredSince == null ? edit().unanswered(now, false).make() : this;
    }

    /** A person was told that tunnel-provisioning does not answer. */
    public Watch unansweredTold(Instant since) {
        return edit().unanswered(since, true).make();
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

    /** The tunnels carry this percentage; only what is measured from now on tells how the path takes it. */
    public Watch shifted(int cutoverStage, int protectionWeight, Instant now) {
        return edit().cutoverStage(cutoverStage)
                .protectionWeight(protectionWeight)
                .countsAfter(now)
                .attempts(0)
                .deferredTold(false)
                .unanswered(null, false)
                .make();
    }

    /** It broke again: traffic is back on the tunnels, and the next hold is twice as long. */
    public Watch relapsed(Instant now) {
        return startAgain().shifted(0, ALL, now).edit().relapses(relapses + 1).make();
    }

    public Watch cleanUp() {
        return edit().stage(Stage.CLEANING_UP)
                .attempts(0)
                .unanswered(null, false)
                .make();
    }

    public Watch failedOnce() {
        return edit().attempts(attempts + 1).unanswered(null, false).make();
    }

    public Watch end(Stage terminal) {
        return edit().stage(terminal).make();
    }

    /** As it is stored next. */
    public Watch next() {
        return edit().version(version + 1).make();
    }

    private WatchEdit edit() {
        return new WatchEdit(this);
    }
}
