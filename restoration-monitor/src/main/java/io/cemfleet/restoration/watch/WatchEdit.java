package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A changed copy of a watch; fields that are not set stay. */
final class WatchEdit {
    private final RestorationWatch from;
    private List<MonitorRestoration.WatchedProtection> protections;
    private WatchStage stage;
    private Map<String, RecoveryProgress> recoveries;
    private Instant countsAfter;
    private Instant knownAt;
    private @Nullable Instant holdUntil;
    private TunnelTraffic traffic;
    private int cutoverStage;
    private List<String> relapsedOn;
    private int relapses;
    private int attempts;
    private boolean telemetryTold;
    private @Nullable Map<String, Double> carried;
    private List<String> deferredLinks;
    private @Nullable Instant unansweredSince;
    private boolean heldTold;
    private long version;

    WatchEdit(RestorationWatch from) {
        this.from = from;
        this.protections = from.protections();
        this.stage = from.stage();
        this.recoveries = from.recoveries();
        this.countsAfter = from.countsAfter();
        this.knownAt = from.knownAt();
        this.holdUntil = from.holdUntil();
        this.traffic = from.traffic();
        this.cutoverStage = from.cutoverStage();
        this.relapsedOn = from.relapsedOn();
        this.relapses = from.relapses();
        this.attempts = from.attempts();
        this.telemetryTold = from.telemetryTold();
        this.carried = from.carried();
        this.deferredLinks = from.deferredLinks();
        this.unansweredSince = from.unansweredSince();
        this.heldTold = from.heldTold();
        this.version = from.version();
    }

    WatchEdit protections(List<MonitorRestoration.WatchedProtection> value) {
        protections = value;
        return this;
    }

    WatchEdit stage(WatchStage value) {
        stage = value;
        return this;
    }

    WatchEdit recoveries(Map<String, RecoveryProgress> value) {
        recoveries = value;
        return this;
    }

    WatchEdit countsAfter(Instant value) {
        countsAfter = value;
        return this;
    }

    WatchEdit knownAt(Instant value) {
        knownAt = value;
        return this;
    }

    WatchEdit holdUntil(@Nullable Instant value) {
        holdUntil = value;
        return this;
    }

    WatchEdit traffic(TunnelTraffic value) {
        traffic = value;
        return this;
    }

    WatchEdit cutoverStage(int value) {
        cutoverStage = value;
        return this;
    }

    WatchEdit relapsedOn(List<String> value) {
        relapsedOn = value;
        return this;
    }

    WatchEdit relapses(int value) {
        relapses = value;
        return this;
    }

    WatchEdit attempts(int value) {
        attempts = value;
        return this;
    }

    WatchEdit telemetryTold(boolean value) {
        telemetryTold = value;
        return this;
    }

    WatchEdit carried(@Nullable Map<String, Double> value) {
        carried = value;
        return this;
    }

    WatchEdit deferredLinks(List<String> value) {
        deferredLinks = value;
        return this;
    }

    WatchEdit unansweredSince(@Nullable Instant value) {
        unansweredSince = value;
        return this;
    }

    WatchEdit heldTold(boolean value) {
        heldTold = value;
        return this;
    }

    WatchEdit version(long value) {
        version = value;
        return this;
    }

    RestorationWatch make() {
        return new RestorationWatch(
                from.incidentId(),
                from.taskId(),
                from.planRevision(),
                protections,
                from.degradedLinks(),
                from.slaTier(),
                from.cutoverMode(),
                from.begunAt(),
                stage,
                recoveries,
                countsAfter,
                knownAt,
                holdUntil,
                traffic,
                cutoverStage,
                relapsedOn,
                relapses,
                attempts,
                telemetryTold,
                from.loadCaused(),
                carried,
                deferredLinks,
                unansweredSince,
                heldTold,
                version);
    }
}
