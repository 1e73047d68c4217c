package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The watch over an incident's original paths.
 *
 * @param taskId of the request that began it; a repeated request for the same plan under another task id is another
 *     watch
 * @param protections those that are still watched: what is restored or dropped leaves the list
 * @param begunAt when this request was taken
 * @param recoveries of the tunnels whose original path was good at the last sample
 * @param countsAfter measurements up to this moment do not count: the watch's begin, or the last shift of traffic
 * @param knownAt when anything was last known about the original paths
 * @param holdUntil when the first hold timer ends, in HOLDING only
 * @param cutoverStage steps of the present cutover that are done
 * @param relapsedOn the links that broke during cutover, until traffic is back on the tunnels
 * @param relapses how often it broke again during cutover
 * @param attempts failed tries of the present shift or deletion
 * @param telemetryTold whether the missing telemetry was reported
 * @param loadCaused whether load is known to be the cause, as with a forecast
 * @param carried utilisation, 0 to 1, of the directions that were fuller with all this traffic than a return may make
 *     them, and below their threshold all the same, by the controller's id; absent until it is known
 * @param deferredLinks the links without capacity for the returning traffic that were reported last
 * @param unansweredSince since when tunnel-provisioning leaves the present shift or deletion without an answer
 * @param heldTold whether it was reported that the present shift or deletion is stuck
 */
public record RestorationWatch(
        String incidentId,
        UUID taskId,
        long planRevision,
        List<MonitorRestoration.WatchedProtection> protections,
        List<String> degradedLinks,
        SlaTier slaTier,
        CutoverMode cutoverMode,
        Instant begunAt,
        WatchStage stage,
        Map<String, RecoveryProgress> recoveries,
        Instant countsAfter,
        Instant knownAt,
        @Nullable Instant holdUntil,
        TunnelTraffic traffic,
        int cutoverStage,
        List<String> relapsedOn,
        int relapses,
        int attempts,
        boolean telemetryTold,
        boolean loadCaused,
        @Nullable Map<String, Double> carried,
        List<String> deferredLinks,
        @Nullable Instant unansweredSince,
        boolean heldTold,
        long version) {

    public RestorationWatch {
        recoveries = Map.copyOf(Objects.requireNonNullElse(recoveries, Map.of()));
    }

    /**
     * Begins a watch, or replaces an earlier one over the same incident: traffic that the earlier one moved goes back
     * first.
     */
    public static RestorationWatch begin(
            MonitorRestoration.Request request, UUID taskId, Instant now, @Nullable RestorationWatch before) {
        List<MonitorRestoration.WatchedProtection> protections = request.protections().stream()
                .map(watched -> SteeringStart.known(watched, before, now))
                .toList();
        List<String> tunnels = protections.stream()
                .map(MonitorRestoration.WatchedProtection::tunnelId)
                .toList();
        return new RestorationWatch(
                        request.incidentId(),
                        taskId,
                        request.planRevision(),
                        protections,
                        request.degradedLinks() == null ? List.of() : request.degradedLinks(),
                        request.slaTier(),
                        request.cutoverMode() == null ? CutoverMode.GRADUAL : request.cutoverMode(),
                        now,
                        WatchStage.WATCHING,
                        Map.of(),
                        now,
                        now,
                        null,
                        TunnelTraffic.of(tunnels, before == null ? null : before.traffic()),
                        0,
                        List.of(),
                        // One that is not reported yet counts too.
                        Math.max(
                                Objects.requireNonNullElse(request.relapses(), 0),
                                before == null ? 0 : before.relapses),
                        0,
                        false,
                        Boolean.TRUE.equals(request.loadCaused()),
                        before == null ? null : before.carried(),
                        List.of(),
                        null,
                        false,
                        before == null ? 1 : before.version() + 1)
                .bringingBack();
    }

    public List<String> tunnelIds() {
        return protections.stream()
                .map(MonitorRestoration.WatchedProtection::tunnelId)
                .toList();
    }

    /** Whether every tunnel is known to carry all its traffic, and nothing is left to be reported of a relapse. */
    public boolean settled() {
        return relapsedOn.isEmpty() && allOnTunnels();
    }

    /** Whether every tunnel is known to carry all its traffic. */
    public boolean allOnTunnels() {
        return tunnelIds().stream().allMatch(traffic::whole);
    }

    /** Percent of its traffic that a tunnel carries, as far as it is known. */
    public int weight(String tunnel) {
        return traffic.weight(tunnel);
    }

    /** Whether all traffic of the part that goes back now is on the original path. */
    public boolean partReturned() {
        return !traffic.returning().isEmpty() && traffic.returning().stream().allMatch(tunnel -> weight(tunnel) == 0);
    }

    /**
     * Applies an observation. A good sample counts for its tunnel, unless it was measured when the last one was, or
     * before the watch began; anything else ends the tunnel's recovery.
     *
     * @param enough good samples that start a hold timer
     * @param holdUntil when a hold timer ends that starts now
     */
    public RestorationWatch seen(PathObservation look, int enough, Instant holdUntil) {
        Map<String, RecoveryProgress> now = new TreeMap<>();
        tunnelIds().forEach(tunnel -> {
            if (look.paths().get(tunnel) instanceof PathSample.Good(Instant measuredAt)) {
                RecoveryProgress after =
                        RecoveryProgress.after(recoveries.get(tunnel), measuredAt, countsAfter, enough, holdUntil);
                if (after != null) {
                    now.put(tunnel, after);
                }
            }
        });
        return edit().recoveries(now).make();
    }

    /** When the first hold timer ends; absent while none runs or has ended. */
    public @Nullable Instant firstHold() {
        return RecoveryProgress.firstHold(recoveries.values());
    }

    /** The tunnels whose hold timer runs or has ended. */
    public Set<String> recovered() {
        return those(tunnel -> {
            RecoveryProgress recovery = recoveries.get(tunnel);
            return recovery != null && recovery.holdUntil() != null;
        });
    }

    /** The tunnels whose hold timer has ended, with a good sample since. */
    public Set<String> held() {
        return those(tunnel -> {
            RecoveryProgress recovery = recoveries.get(tunnel);
            return recovery != null && recovery.over();
        });
    }

    /** The same, once those that recovered no later than this after the first one are held too; empty until then. */
    public Set<String> heldTogether(Duration apart) {
        Instant first = firstHold();
        boolean waits =
                first == null || recoveries.values().stream().anyMatch(recovery -> recovery.endsBy(first.plus(apart)));
        return waits ? Set.of() : held();
    }

    /** The tunnels whose traffic has left them in part, or may have, or is to. */
    public Set<String> away() {
        return those(tunnel -> !traffic.whole(tunnel) || traffic.returning().contains(tunnel));
    }

    /** Those of the tunnels that may be moved or removed now: already returning, or held long enough. */
    public Set<String> able(Collection<String> good, Instant now) {
        Set<String> held = held();
        Set<String> away = away();
        return those(tunnel -> good.contains(tunnel)
                && !traffic.waits(tunnel, now)
                && (away.contains(tunnel) || held.contains(tunnel)));
    }

    /** Whether something is left to be done for others than these, now or later. */
    public boolean others(Collection<String> tunnels, Instant now) {
        return !those(tunnel -> !tunnels.contains(tunnel) && !traffic.waits(tunnel, now))
                .isEmpty();
    }

    /** With these protections only. */
    public RestorationWatch only(Collection<String> tunnels) {
        return edit().protections(protections.stream()
                        .filter(watched -> tunnels.contains(watched.tunnelId()))
                        .toList())
                .make();
    }

    /** With the time of the last telemetry as before. */
    public RestorationWatch knownAs(RestorationWatch before) {
        return edit().knownAt(before.knownAt)
                .telemetryTold(before.telemetryTold)
                .make();
    }

    /** The others go on without these until then. */
    public RestorationWatch aside(Set<String> tunnels, Instant until) {
        return edit().traffic(traffic.aside(tunnels, until)).make().answered();
    }

    /** Nothing returns now; a tunnel that recovers meanwhile has its hold timer first. */
    public RestorationWatch waitAgain() {
        return edit().stage(WatchStage.WATCHING).holdUntil(null).make();
    }

    private Set<String> those(Predicate<String> wanted) {
        return tunnelIds().stream().filter(wanted).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Back to the start of watching, since the path is not good or not known to be. */
    public RestorationWatch startAgain() {
        return edit().stage(WatchStage.WATCHING)
                .recoveries(Map.of())
                .holdUntil(null)
                .make();
    }

    /** Telemetry arrived again, though it may be bad. */
    public RestorationWatch known(Instant now) {
        return edit().knownAt(now).telemetryTold(false).make();
    }

    public RestorationWatch told() {
        return edit().telemetryTold(true).make();
    }

    /** With the load that the links carried with all this traffic. */
    public RestorationWatch carried(Map<String, Double> found) {
        return edit().carried(found).make();
    }

    /** It was reported that these links have no capacity for the returning traffic. */
    public RestorationWatch deferred(List<String> links) {
        return edit().deferredLinks(links).make();
    }

    /** Whether tunnel-provisioning did the present shift or deletion is not known. */
    public RestorationWatch unanswered(Instant now) {
        return unansweredSince == null ? edit().unansweredSince(now).make() : this;
    }

    /** It was reported that the present shift or deletion is stuck. */
    public RestorationWatch heldTold(boolean told) {
        return edit().heldTold(told).make();
    }

    public RestorationWatch hold(Instant until) {
        return edit().stage(WatchStage.HOLDING).holdUntil(until).make();
    }

    /** The hold is over, or another part is restored: this part goes back next; empty while none is chosen. */
    public RestorationWatch cutOver(Set<String> part) {
        return edit().stage(WatchStage.CUTTING_OVER)
                .holdUntil(null)
                .cutoverStage(0)
                .traffic(traffic.returning(part))
                .make()
                .answered();
    }

    /** The intended move: percent by tunnel. */
    public RestorationWatch moving(Map<String, Integer> targets) {
        return edit().traffic(traffic.moving(targets)).make().answered();
    }

    /** What a tunnel carries was read back. */
    public RestorationWatch settled(String tunnel, int weight) {
        return edit().traffic(traffic.settled(tunnel, weight)).make();
    }

    /** A step is done; only measurements from now on show its effect on the paths. */
    public RestorationWatch stageDone(Instant now) {
        return edit().cutoverStage(cutoverStage + 1)
                .countsAfter(now)
                .deferredLinks(List.of())
                .make()
                .answered();
    }

    /** It broke again during cutover: all traffic is to go back to the tunnels, and the next hold is twice as long. */
    public RestorationWatch relapsing(List<String> links) {
        return edit().relapsedOn(links)
                .relapses(relapses + 1)
                .traffic(traffic.returning(Set.of()))
                .make()
                .startAgain()
                .bringingBack();
    }

    /** All traffic that is not known to be on its tunnel is to go there. */
    public RestorationWatch bringingBack() {
        Map<String, Integer> targets = new LinkedHashMap<>();
        tunnelIds().stream()
                .filter(tunnel -> !traffic.whole(tunnel))
                .forEach(tunnel -> targets.put(tunnel, TunnelTraffic.ALL));
        return edit().traffic(traffic.noneAside()).make().moving(targets);
    }

    /** All traffic is back on the tunnels. */
    public RestorationWatch broughtBack(Instant now) {
        return edit().relapsedOn(List.of())
                .cutoverStage(0)
                .countsAfter(now)
                .deferredLinks(List.of())
                .make()
                .answered();
    }

    public RestorationWatch cleanUp() {
        return edit().stage(WatchStage.CLEANING_UP).make().answered();
    }

    /** The tunnel is removed; nothing of it is left to watch. */
    public RestorationWatch gone(String tunnel) {
        return edit().traffic(traffic.gone(tunnel)).protections(without(tunnel)).make();
    }

    /**
     * The tunnel is watched no more, with its weights as they are.
     *
     * @param leftBehind whether an operator has to remove it; false where a newer plan does
     */
    public RestorationWatch dropped(String tunnel, boolean leftBehind) {
        return edit().traffic(traffic.dropped(tunnel, leftBehind))
                .protections(without(tunnel))
                .make();
    }

    /** A part is restored, others stay protected: they may return once samples of the present load are there. */
    public RestorationWatch nextPart(Instant now) {
        return cutOver(Set.of()).edit().countsAfter(now).make();
    }

    public RestorationWatch failedOnce() {
        return edit().attempts(attempts + 1).unansweredSince(null).make();
    }

    public RestorationWatch end(WatchStage terminal) {
        return edit().stage(terminal).make();
    }

    /** As it is stored next. */
    public RestorationWatch next() {
        return edit().version(version + 1).make();
    }

    private RestorationWatch answered() {
        return edit().attempts(0).unansweredSince(null).heldTold(false).make();
    }

    private List<MonitorRestoration.WatchedProtection> without(String tunnel) {
        return protections.stream()
                .filter(watched -> !watched.tunnelId().equals(tunnel))
                .toList();
    }

    private WatchEdit edit() {
        return new WatchEdit(this);
    }
}
