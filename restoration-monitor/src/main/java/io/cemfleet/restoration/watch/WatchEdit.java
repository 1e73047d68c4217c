package io.cemfleet.restoration.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A watch being changed; what is not set stays. */
final class WatchEdit {
    private final Watch from;
    private Stage stage;
    private int goodSamples;
    private @Nullable Instant lastGoodAt;
    private Instant knownAt;
    private @Nullable Instant holdUntil;
    private int cutoverStage;
    private int protectionWeight;
    private int relapses;
    private int attempts;
    private boolean telemetryTold;

    WatchEdit(Watch from) {
        this.from = from;
        this.stage = from.stage();
        this.goodSamples = from.goodSamples();
        this.lastGoodAt = from.lastGoodAt();
        this.knownAt = from.knownAt();
        this.holdUntil = from.holdUntil();
        this.cutoverStage = from.cutoverStage();
        this.protectionWeight = from.protectionWeight();
        this.relapses = from.relapses();
        this.attempts = from.attempts();
        this.telemetryTold = from.telemetryTold();
    }

    WatchEdit stage(Stage value) {
        stage = value;
        return this;
    }

    WatchEdit goodSamples(int value) {
        goodSamples = value;
        return this;
    }

    WatchEdit lastGoodAt(@Nullable Instant value) {
        lastGoodAt = value;
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

    WatchEdit cutoverStage(int value) {
        cutoverStage = value;
        return this;
    }

    WatchEdit protectionWeight(int value) {
        protectionWeight = value;
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

    Watch make() {
        return new Watch(
                from.incidentId(),
                from.planRevision(),
                from.protections(),
                from.degradedLinks(),
                from.slaTier(),
                from.cutoverMode(),
                stage,
                goodSamples,
                lastGoodAt,
                knownAt,
                holdUntil,
                cutoverStage,
                protectionWeight,
                relapses,
                attempts,
                telemetryTold,
                from.version());
    }
}
