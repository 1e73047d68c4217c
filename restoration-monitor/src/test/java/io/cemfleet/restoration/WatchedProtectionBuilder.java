package io.cemfleet.restoration;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.MonitorRestoration.WatchedProtection;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import org.jspecify.annotations.Nullable;

/** Makes variants of a watched protection. */
public final class WatchedProtectionBuilder {
    private final WatchedProtection sample;
    private OriginalPath originalPath;
    private ComputedPath protectionPath;
    private SlaLimits slaLimits;
    private @Nullable Integer color;
    private @Nullable Double demandMbps;
    private @Nullable PlacementPrediction prediction;
    private @Nullable SlaTier tier;
    private @Nullable Long pathVersion;

    private WatchedProtectionBuilder(WatchedProtection sample) {
        this.sample = sample;
        this.originalPath = sample.originalPath();
        this.protectionPath = sample.protectionPath();
        this.slaLimits = sample.slaLimits();
        this.color = sample.color();
        this.demandMbps = sample.demandMbps();
        this.prediction = sample.prediction();
        this.tier = sample.tier();
        this.pathVersion = sample.pathVersion();
    }

    /** Begins with the values of this one. */
    public static WatchedProtectionBuilder like(WatchedProtection sample) {
        return new WatchedProtectionBuilder(sample);
    }

    public WatchedProtectionBuilder originalPath(OriginalPath path) {
        this.originalPath = path;
        return this;
    }

    public WatchedProtectionBuilder protectionPath(ComputedPath path) {
        this.protectionPath = path;
        return this;
    }

    public WatchedProtectionBuilder slaLimits(SlaLimits limits) {
        this.slaLimits = limits;
        return this;
    }

    public WatchedProtectionBuilder color(@Nullable Integer of) {
        this.color = of;
        return this;
    }

    public WatchedProtectionBuilder demandMbps(@Nullable Double mbps) {
        this.demandMbps = mbps;
        return this;
    }

    public WatchedProtectionBuilder prediction(@Nullable PlacementPrediction plan) {
        this.prediction = plan;
        return this;
    }

    public WatchedProtectionBuilder tier(@Nullable SlaTier highest) {
        this.tier = highest;
        return this;
    }

    public WatchedProtectionBuilder pathVersion(@Nullable Long version) {
        this.pathVersion = version;
        return this;
    }

    public WatchedProtection build() {
        return new WatchedProtection(
                sample.tunnelId(),
                originalPath,
                protectionPath,
                sample.services(),
                slaLimits,
                color,
                demandMbps,
                sample.steeredAt(),
                prediction,
                tier,
                pathVersion);
    }
}
