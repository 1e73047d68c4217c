package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.TunnelWave;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The states of a watch over an incident's original paths; a transition exists only where it is legal.
 *
 * <pre>
 *  bringing back ──▶ watching ──▶ holding ──▶ cutting over ──▶ cleaning up ──▶ restored
 *        ▲              ▲  ▲         │          │ │  │  ▲           │ │
 *        │              │  └─not good┘          │ │  │  └─next part─┘ │
 *        │              └──nothing may return───┘ │  │                ▼
 *        └──────────────────relapse───────────────┘  └────────▶ cleanup failed
 * </pre>
 *
 * A watch begins in bringing back while traffic may have left its tunnels, else in watching. A part of the tunnels
 * returns at a time; each part is cut over and cleaned up before the next. Every active watch may be canceled. A watch
 * whose last tunnel leaves it in bringing back or cutting over ends there: canceled, or cleanup failed where a tunnel is
 * left to operators.
 */
public sealed interface WatchState {

    WatchCore core();

    /** The stage as it is stored and queried. */
    default WatchStage stage() {
        return switch (this) {
            case BringingBack bringingBack -> WatchStage.WATCHING;
            case Watching watching -> WatchStage.WATCHING;
            case Holding holding -> WatchStage.HOLDING;
            case CuttingOver cuttingOver -> WatchStage.CUTTING_OVER;
            case CleaningUp cleaningUp -> WatchStage.CLEANING_UP;
            case Restored restored -> WatchStage.RESTORED;
            case CleanupFailed failed -> WatchStage.CLEANUP_FAILED;
            case Canceled canceled -> WatchStage.CANCELED;
        };
    }

    /** Whether traffic has begun to return, or the watch has ended. */
    boolean returnBegun();

    default String incidentId() {
        return core().task().incidentId();
    }

    default UUID taskId() {
        return core().task().taskId();
    }

    default long planRevision() {
        return core().task().planRevision();
    }

    default List<MonitorRestoration.WatchedProtection> protections() {
        return core().tunnels().protections();
    }

    default WatchedTunnels tunnels() {
        return core().tunnels();
    }

    default TunnelTraffic traffic() {
        return core().tunnels().traffic();
    }

    /**
     * Begins a watch, or replaces an earlier one over the same incident: traffic that the earlier one moved goes back
     * first.
     */
    static Active begin(MonitorRestoration.Request request, UUID taskId, Instant now, @Nullable WatchState before) {
        WatchCore core = WatchCore.begin(request, taskId, now, before == null ? null : before.core());
        OriginalPathStatus paths = OriginalPathStatus.from(now);
        return core.tunnels().allProtected() ? new Watching(core, paths) : BringingBack.of(core, paths, List.of(), 0);
    }

    /** A watch that has not ended. */
    sealed interface Active extends WatchState {

        OriginalPathStatus paths();

        /** The same state with what is known about the original paths now. */
        Active with(OriginalPathStatus paths);

        @Override
        default boolean returnBegun() {
            return false;
        }

        /** Ends the watch with the weights as they are. */
        default Canceled canceled() {
            return new Canceled(core());
        }
    }

    /** A watch that has ended. The next watch of the incident reads from it where traffic is. */
    sealed interface Ended extends WatchState {

        @Override
        default boolean returnBegun() {
            return true;
        }
    }

    /** A state that shifts traffic or removes tunnels: what it requests is stored before the request leaves. */
    sealed interface Calling<S extends Calling<S>> extends Active {

        /** The shift or deletion that is under way, and how often it was tried. */
        PendingCall call();

        /** Steps of the present cutover that are done. */
        int cutoverStage();

        S with(WatchCore core, PendingCall call);

        /** The tunnels that a request is stored for and not answered. */
        Set<String> pending();

        /** Those of them that are tried next, together; none once each was tried in this round. */
        default List<String> nextWave() {
            Set<String> left = new TreeSet<>(pending());
            left.removeAll(call().troubles().keySet());
            return tunnels().wave(left, core().task().slaTier(), call().oneByOne() ? 1 : TunnelWave.MOST_ITEMS);
        }

        /** @param weight percent that the tunnel carries now, as read back */
        S succeeded(String tunnel, int weight);

        /**
         * Drops a tunnel from the watch, with its weights as they are.
         *
         * @param leftBehind whether an operator has to remove it; false where a newer plan does
         */
        default S dropped(String tunnel, boolean leftBehind) {
            return with(core().with(tunnels().dropped(tunnel, leftBehind)), call());
        }

        /** No tunnel is left to watch. */
        default Ended ended() {
            return traffic().left().isEmpty() ? canceled() : new CleanupFailed(core(), cutoverStage());
        }

        /** Whether the pending tunnels were reported as stuck, so that others need not wait for them. */
        default boolean othersGoOn(Instant now) {
            return call().reported() && tunnels().others(pending(), now);
        }

        default S with(PendingCall call) {
            return with(core(), call);
        }

        @Override
        default boolean returnBegun() {
            return cutoverStage() > 0;
        }
    }

    /**
     * Traffic that a broken cutover or an earlier watch moved goes back to its tunnels.
     *
     * @param relapsedOn the links that broke during cutover; empty where an earlier watch moved the traffic
     * @param cutoverStage steps of the cutover that broke
     */
    record BringingBack(
            WatchCore core, OriginalPathStatus paths, List<String> relapsedOn, int cutoverStage, PendingCall call)
            implements Calling<BringingBack> {

        public BringingBack {
            relapsedOn = List.copyOf(relapsedOn);
        }

        /** Requests all traffic that is not known to be on its tunnel back. */
        public static BringingBack of(
                WatchCore core, OriginalPathStatus paths, List<String> relapsedOn, int cutoverStage) {
            return new BringingBack(
                    core.with(core.tunnels().allBack()), paths, relapsedOn, cutoverStage, PendingCall.NONE);
        }

        public boolean relapsed() {
            return !relapsedOn.isEmpty();
        }

        @Override
        public Set<String> pending() {
            return traffic().moving().keySet();
        }

        @Override
        public BringingBack succeeded(String tunnel, int weight) {
            return with(core.with(tunnels().settled(tunnel, weight)), call);
        }

        /** All traffic is back on the tunnels; only measurements from now on count. */
        public Watching broughtBack(Instant now) {
            return new Watching(core, paths.countingFrom(now));
        }

        @Override
        public BringingBack with(OriginalPathStatus now) {
            return new BringingBack(core, now, relapsedOn, cutoverStage, call);
        }

        @Override
        public BringingBack with(WatchCore changed, PendingCall next) {
            return new BringingBack(changed, paths, relapsedOn, cutoverStage, next);
        }
    }

    /** All traffic is on the tunnels; the original paths are sampled until enough good samples follow each other. */
    record Watching(WatchCore core, OriginalPathStatus paths) implements Active {

        /** With the load that the links carried with all this traffic. */
        public Watching carried(Map<String, Double> found) {
            return new Watching(core.carried(found), paths);
        }

        /** @param until when the first hold timer ends */
        public Holding hold(Instant until) {
            return new Holding(core, paths, until);
        }

        @Override
        public Watching with(OriginalPathStatus now) {
            return new Watching(core, now);
        }
    }

    /**
     * A path recovered; its hold timer runs, and any sample that is not good ends it.
     *
     * @param holdUntil when the first hold timer ends
     */
    record Holding(WatchCore core, OriginalPathStatus paths, Instant holdUntil) implements Active {

        public Holding hold(Instant until) {
            return new Holding(core, paths, until);
        }

        /** No path is good any more, or known to be. */
        public Watching startAgain() {
            return new Watching(core, paths.startAgain());
        }

        /** The hold is over: this part of the tunnels returns. */
        public CuttingOver cutOver(Set<String> part) {
            return CuttingOver.begin(core, paths, part);
        }

        @Override
        public Holding with(OriginalPathStatus now) {
            return new Holding(core, now, holdUntil);
        }
    }

    /** Traffic of a part of the tunnels returns, a stage at a time. */
    record CuttingOver(WatchCore core, OriginalPathStatus paths, int cutoverStage, PendingCall call)
            implements Calling<CuttingOver> {

        static CuttingOver begin(WatchCore core, OriginalPathStatus paths, Set<String> part) {
            return new CuttingOver(core.with(core.tunnels().returning(part)), paths, 0, PendingCall.NONE);
        }

        @Override
        public Set<String> pending() {
            return traffic().moving().keySet();
        }

        @Override
        public CuttingOver succeeded(String tunnel, int weight) {
            return with(core.with(tunnels().settled(tunnel, weight)), call);
        }

        /** The tunnels that may be moved or removed now: with a good path, and already returning or held long enough. */
        public Set<String> able(Collection<String> good, Instant now) {
            Set<String> held = paths.held();
            Set<String> away = tunnels().away();
            return tunnels()
                    .where(tunnel -> good.contains(tunnel)
                            && !traffic().waits(tunnel, now)
                            && (away.contains(tunnel) || held.contains(tunnel)));
        }

        /** Another part returns; empty while none is chosen. */
        public CuttingOver cutOver(Set<String> part) {
            return begin(core, paths, part);
        }

        /** @param targets the intended move: percent that each tunnel is to carry */
        public CuttingOver moving(Map<String, Integer> targets) {
            return with(core.with(tunnels().moving(targets)), PendingCall.of(targets.keySet()));
        }

        /** A step is done; only measurements from now on show its effect on the paths. */
        public CuttingOver stageDone(Instant now) {
            return new CuttingOver(core, paths.countingFrom(now), cutoverStage + 1, PendingCall.NONE);
        }

        /** The others go on without these until then. */
        public CuttingOver aside(Set<String> stuck, Instant until) {
            return with(core.with(tunnels().aside(stuck, until)), call.untried());
        }

        /** The next part is chosen once samples of the present load are there. */
        public CuttingOver nextPart(Instant now) {
            return begin(core, paths.countsAfter(now), Set.of());
        }

        /** All traffic of the part is on the original path: its tunnels are removed. */
        public CleaningUp cleanUp() {
            return new CleaningUp(
                    core, paths, cutoverStage, PendingCall.of(traffic().returning()));
        }

        /** Nothing may return now; a tunnel that recovers meanwhile has its hold timer first. */
        public Watching waitAgain() {
            return new Watching(core.nonReturning(), paths);
        }

        /** A path broke: all traffic is to go back to the tunnels, and the next hold is twice as long. */
        public BringingBack relapsing(List<String> links) {
            return BringingBack.of(core.nonReturning().relapsed(), paths.startAgain(), links, cutoverStage);
        }

        @Override
        public CuttingOver with(OriginalPathStatus now) {
            return new CuttingOver(core, now, cutoverStage, call);
        }

        @Override
        public CuttingOver with(WatchCore changed, PendingCall next) {
            return new CuttingOver(changed, paths, cutoverStage, next);
        }
    }

    /** The traffic of a part is back; its tunnels are being removed. */
    record CleaningUp(WatchCore core, OriginalPathStatus paths, int cutoverStage, PendingCall call)
            implements Calling<CleaningUp> {

        @Override
        public Set<String> pending() {
            return traffic().returning();
        }

        /** The tunnel is removed; nothing of it is left to watch. */
        @Override
        public CleaningUp succeeded(String tunnel, int weight) {
            return with(core.with(tunnels().gone(tunnel)), call);
        }

        /** The others go on without these until then. */
        public CleaningUp aside(Set<String> stuck, Instant until) {
            return with(core.with(tunnels().aside(stuck, until)), call.untried());
        }

        /** A part is restored, others stay protected: they may return once samples of the present load are there. */
        public CuttingOver nextPart(Instant now) {
            return CuttingOver.begin(core, paths.countsAfter(now), Set.of());
        }

        @Override
        public Ended ended() {
            return traffic().left().isEmpty() ? new Restored(core) : new CleanupFailed(core, cutoverStage);
        }

        @Override
        public CleaningUp with(OriginalPathStatus now) {
            return new CleaningUp(core, now, cutoverStage, call);
        }

        @Override
        public CleaningUp with(WatchCore changed, PendingCall next) {
            return new CleaningUp(changed, paths, cutoverStage, next);
        }
    }

    /** All traffic is back on its original paths, and the tunnels are gone. */
    record Restored(WatchCore core) implements Ended {}

    /**
     * A tunnel could not be moved or removed: it still holds resources, and operators were notified.
     *
     * @param cutoverStage steps of the last cutover that were done
     */
    record CleanupFailed(WatchCore core, int cutoverStage) implements Ended {}

    /** Ended by a request or a newer plan, with the weights as they were. */
    record Canceled(WatchCore core) implements Ended {}
}
