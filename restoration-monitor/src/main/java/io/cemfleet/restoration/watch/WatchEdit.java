package io.cemfleet.restoration.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A watch being changed; what is not set stays. */
final class WatchEdit {
    private final Watch from;
    private Stage stage;
    private int goodSamples;
    private Instant countsAfter;
    private Instant knownAt;
    private @Nullable Instant holdUntil;
    private int cutoverStage;
    private int protectionWeight;
    private int relapses;
    private int attempts;
    private boolean telemetryTold;
    private @Nullable Boolean loadCaused;
    private boolean deferredTold;
    private @Nullable Instant unansweredSince;
    private boolean unansweredTold;
    private long version;

    WatchEdit(Watch from) {
        this.from = from;
        this.stage = from.stage();
        this.goodSamples = from.goodSamples();
        this.countsAfter = from.countsAfter();
        this.knownAt = from.knownAt();
        this.holdUntil = from.holdUntil();
        this.cutoverStage = from.cutoverStage();
        this.protectionWeight = from.protectionWeight();
        this.relapses = from.relapses();
        this.attempts = from.attempts();
        this.telemetryTold = from.telemetryTold();
        this.loadCaused = from.loadCaused();
        this.deferredTold = from.deferredTold();
        this.unansweredSince = from.unansweredSince();
        this.unansweredTold = from.unansweredTold();
        this.version = from.version();
    }

    WatchEdit stage(Stage value) {
        stage = value;
        return this;
    }

    WatchEdit goodSamples(int value) {
        goodSamples = value;
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

    WatchEdit loadCaused(boolean value) {
        loadCaused = value;
        return this;
    }

    WatchEdit deferredTold(boolean value) {
        deferredTold = value;
        return this;
    }

    WatchEdit unanswered(@Nullable Instant since, boolean told) {
        unansweredSince = since;
        unansweredTold = told;
        return this;
    }

    WatchEdit version(long value) {
        version = value;
        return this;
    }

    Watch make() {
        return new Watch(
                from.incidentId(),
                from.taskId(),
                from.planRevision(),
                from.protections(),
                from.degradedLinks(),
                from.slaTier(),
                from.cutoverMode(),
                stage,
                goodSamples,
                countsAfter,
                knownAt,
                holdUntil,
                cutoverStage,
                protectionWeight,
                relapses,
                attempts,
                telemetryTold,
                loadCaused,
                deferredTold,
                unansweredSince,
                unansweredTold,
                version);
    }
}
