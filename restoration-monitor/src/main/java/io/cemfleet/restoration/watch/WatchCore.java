package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every state of a watch holds.
 *
 * @param tunnels those that are still watched
 * @param relapses how often a path broke again during cutover
 * @param carried utilisation, 0 to 1, of the directions that were fuller with all this traffic than a return may make
 *     them, and below their threshold all the same, by the controller's id; absent until it is known
 * @param version of the stored row that this was read from
 */
public record WatchCore(
        MonitoringTask task,
        WatchedTunnels tunnels,
        int relapses,
        @Nullable Map<String, Double> carried,
        long version) {

    /** @param before of an earlier watch of the incident that this one replaces */
    static WatchCore begin(MonitorRestoration.Request request, UUID taskId, Instant now, @Nullable WatchCore before) {
        int requested = Objects.requireNonNullElse(request.relapses(), 0);
        return new WatchCore(
                MonitoringTask.of(request, taskId, now),
                WatchedTunnels.begin(request.protections(), before == null ? null : before.tunnels, now),
                // A relapse that is not reported yet counts too.
                Math.max(requested, before == null ? 0 : before.relapses),
                before == null ? null : before.carried,
                before == null ? 1 : before.version + 1);
    }

    WatchCore with(WatchedTunnels changed) {
        return new WatchCore(task, changed, relapses, carried, version);
    }

    /** While no part of the tunnels is chosen to return. */
    public WatchCore nonReturning() {
        return with(tunnels.returning(Set.of()));
    }

    WatchCore relapsed() {
        return new WatchCore(task, tunnels, relapses + 1, carried, version);
    }

    WatchCore carried(Map<String, Double> found) {
        return new WatchCore(task, tunnels, relapses, found, version);
    }
}
