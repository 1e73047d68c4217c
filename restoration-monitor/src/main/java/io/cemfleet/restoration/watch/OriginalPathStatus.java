package io.cemfleet.restoration.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the original paths, and what was reported about them.
 *
 * @param recoveries of the tunnels whose original path was good at the last sample
 * @param countsAfter measurements up to this moment do not count: the watch's begin, or the last shift of traffic
 * @param knownAt when anything was last known about the original paths
 * @param missingReported whether the missing telemetry was reported
 * @param deferredLinks the links without capacity for the returning traffic that were reported last
 */
public record OriginalPathStatus(
        Map<String, RecoveryProgress> recoveries,
        Instant countsAfter,
        Instant knownAt,
        @JsonProperty("telemetry_told") boolean missingReported,
        List<String> deferredLinks) {

    public OriginalPathStatus {
        recoveries = Map.copyOf(Objects.requireNonNullElse(recoveries, Map.of()));
        deferredLinks = List.copyOf(deferredLinks);
    }

    /** Nothing is known yet. */
    public static OriginalPathStatus from(Instant begunAt) {
        return new OriginalPathStatus(Map.of(), begunAt, begunAt, false, List.of());
    }

    /**
     * Applies an observation. A good sample counts for its tunnel, unless it was measured when the last one was, or
     * before measurements count; anything else ends the tunnel's recovery.
     *
     * @param tunnels those that are watched
     * @param enough good samples that start a hold timer
     * @param holdUntil when a hold timer ends that starts now
     */
    public OriginalPathStatus observed(
            Collection<String> tunnels, PathObservation observation, int enough, Instant holdUntil) {
        Map<String, RecoveryProgress> now = new TreeMap<>();
        for (String tunnel : tunnels) {
            if (observation.paths().get(tunnel) instanceof PathSample.Good(Instant measuredAt)) {
                RecoveryProgress after =
                        RecoveryProgress.after(recoveries.get(tunnel), measuredAt, countsAfter, enough, holdUntil);
                if (after != null) {
                    now.put(tunnel, after);
                }
            }
        }
        return new OriginalPathStatus(now, countsAfter, knownAt, missingReported, deferredLinks);
    }

    /** When the first hold timer ends; absent while none runs or has ended. */
    public @Nullable Instant firstHold() {
        return RecoveryProgress.firstHold(recoveries.values());
    }

    /** The tunnels whose hold timer runs or has ended, sorted. */
    public Set<String> recovered() {
        return where(recovery -> recovery.holdUntil() != null);
    }

    /** The tunnels whose hold timer has ended, with a good sample since, sorted. */
    public Set<String> held() {
        return where(RecoveryProgress::over);
    }

    /** The same, once those that recovered no later than this after the first one are held too; empty until then. */
    public Set<String> heldTogether(Duration apart) {
        Instant first = firstHold();
        boolean waits =
                first == null || recoveries.values().stream().anyMatch(recovery -> recovery.endsBy(first.plus(apart)));
        return waits ? Set.of() : held();
    }

    /** Telemetry arrived again, though it may be bad. */
    public OriginalPathStatus known(Instant now) {
        return new OriginalPathStatus(recoveries, countsAfter, now, false, deferredLinks);
    }

    /** With the time of the last telemetry as before. */
    public OriginalPathStatus knownAs(OriginalPathStatus before) {
        return new OriginalPathStatus(recoveries, countsAfter, before.knownAt, before.missingReported, deferredLinks);
    }

    /** The missing telemetry was reported. */
    public OriginalPathStatus reportedMissing() {
        return new OriginalPathStatus(recoveries, countsAfter, knownAt, true, deferredLinks);
    }

    /** It was reported that these links have no capacity for the returning traffic. */
    public OriginalPathStatus deferred(List<String> links) {
        return new OriginalPathStatus(recoveries, countsAfter, knownAt, missingReported, links);
    }

    /** No path counts as good any more. */
    public OriginalPathStatus startAgain() {
        return new OriginalPathStatus(Map.of(), countsAfter, knownAt, missingReported, deferredLinks);
    }

    /** Only later measurements count. */
    OriginalPathStatus countsAfter(Instant now) {
        return new OriginalPathStatus(recoveries, now, knownAt, missingReported, deferredLinks);
    }

    /** Traffic moved: only later measurements count, and a lack of capacity is reported again. */
    OriginalPathStatus countingFrom(Instant now) {
        return countsAfter(now).deferred(List.of());
    }

    private Set<String> where(Predicate<RecoveryProgress> condition) {
        Set<String> tunnels = new TreeSet<>();
        recoveries.forEach((tunnel, recovery) -> {
            if (condition.test(recovery)) {
                tunnels.add(tunnel);
            }
        });
        return tunnels;
    }
}
